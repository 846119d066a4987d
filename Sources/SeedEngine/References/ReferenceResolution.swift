import Postgres
import SeedModel

/// Fills what only the target knows of staged rows: ids of new rows, and the ids of the rows they reference.
///
/// Nothing of the target is written; an id that is drawn and not used is lost to its sequence, as by any INSERT that is
/// rolled back.
struct ReferenceResolution {
    /// Values an error names.
    private static let named = 10

    /// Parents before children.
    let staged: [StagedTable]
    let environment: String

    /// - Throws: `badData` that names references to rows the target does not have, or has more than once.
    func resolve(_ session: borrowing Session) throws {
        for table in staged { try number(table, session) }
        let byName = Dictionary(staged.map { ($0.plan.target, $0) }, uniquingKeysWith: { first, _ in first })
        for table in staged {
            for (index, column) in table.columns.enumerated() {
                guard let reference = column.reference else { continue }
                let parent = byName[reference.target.parent]
                do {
                    try find(reference, index, of: table, among: parent, session)
                } catch let error as PostgresError {
                    throw SeedError(error, subject: "\(table.plan.target)")
                }
                try requireFound(reference, index, of: table, session)
            }
        }
    }

    private func number(_ table: StagedTable, _ session: borrowing Session) throws {
        guard let numbering = table.numbering else { return }
        do {
            try session.execute(numbering)
        } catch {
            throw SeedError(error, subject: "\(table.plan.target)")
        }
    }

    /// Rows of the target first, but for those that are about to be deleted, then those that are about to be inserted.
    private func find(
        _ reference: Reference, _ column: Int, of table: StagedTable, among parent: StagedTable?,
        _ session: borrowing Session
    ) throws {
        let search = ReferenceSearch(reference: reference, column: column, table: table)
        for condition in search.conditions {
            if !reference.target.hasUniqueKey {
                let keys = try session.rows(search.ambiguous(condition, atMost: Self.named)).compactMap { $0[0] }
                guard keys.isEmpty else {
                    throw UnknownReferences(reference, column: table.columns[column].name, environment: environment)
                        .ambiguous(keys)
                }
            }
            try session.execute(search.fill(condition, staying: parent))
        }
        guard let parent, parent.plan.counts.insert > 0, let new = search.fill(fromNew: parent) else { return }
        try session.execute(new)
    }

    private func requireFound(
        _ reference: Reference, _ column: Int, of table: StagedTable, _ session: borrowing Session
    ) throws {
        let search = ReferenceSearch(reference: reference, column: column, table: table)
        let rows = try session.rows(
            """
            SELECT \(search.told), pg_catalog.sum(pg_catalog.count(*)) OVER ()
            \(search.notFound) GROUP BY 1 ORDER BY 1 LIMIT \(Self.named)
            """)
        guard let count = rows.first?[1].flatMap({ Int($0) }) else { return }
        throw UnknownReferences(reference, column: table.columns[column].name, environment: environment)
            .missing(rows: count, rows.compactMap { $0[0] })
    }
}
