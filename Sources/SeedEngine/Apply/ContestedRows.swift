import Postgres
import SeedModel

/// Staged updates whose row has a value of a unique key now that another update wants.
///
/// Both steps are tables of which the planner knows the size: it takes a join by key and its exact text for one of a
/// single row, and would go through all pairs of rows.
struct ContestedRows {
    let staged: StagedTable
    let key: CatalogKey

    private static let moves: SQL = "pg_temp.seedd_moves"
    private static let contested: SQL = "pg_temp.seedd_contested"

    /// A query of the `ctid`s of the staged rows, once they were found.
    static let ids: SQL = "SELECT id FROM \(contested)"

    /// Instead those whose identity changes, where the database lets none be set but by an INSERT; nil where none may.
    static func findRenumbered(in staged: StagedTable, _ session: borrowing Session) throws(PostgresError) -> Int? {
        guard let rows = renumbered(in: staged) else { return nil }
        return try create(contested, rows, session)
    }

    private static func renumbered(in staged: StagedTable) -> SQL? {
        let changed = staged.changedColumns
        let changes = staged.target.table.columns.filter { $0.identity == .always && changed.contains($0.name) }
            .compactMap { staged.isWrittenDistinct($0.name, from: staged.alias) }
        guard !changes.isEmpty else { return nil }
        return """
            SELECT \(StagedTable.alias).ctid AS id FROM \(staged.from) JOIN \(staged.target.from) ON \(staged.sameKey)
            WHERE \(StagedTable.alias).op = 'u' AND (\(changes, separator: " OR "))
            """
    }

    /// Finds the rows and returns their number; until `forget` they are `ids`.
    func find(_ session: borrowing Session) throws(PostgresError) -> Int {
        guard !isComputed else { return try Self.create(Self.contested, everyUpdate, session) }
        _ = try Self.create(Self.moves, values, session)
        let found = try Self.create(Self.contested, wanted, session)
        try session.execute(Self.forgettingMoves)
        return found
    }

    /// The same as statements.
    var finding: [SQL] {
        isComputed
            ? Self.creation(Self.contested, everyUpdate)
            : Self.creation(Self.moves, values) + Self.creation(Self.contested, wanted) + [Self.forgettingMoves]
    }

    static func findingRenumbered(in staged: StagedTable) -> [SQL]? {
        renumbered(in: staged).map { creation(contested, $0) }
    }

    static let forgetting: SQL = "DROP TABLE \(contested)"
    private static let forgettingMoves: SQL = "DROP TABLE \(moves)"

    static func forget(_ session: borrowing Session) throws(PostgresError) {
        try session.execute(forgetting)
    }

    private static func create(_ name: SQL, _ query: SQL, _ session: borrowing Session) throws(PostgresError) -> Int {
        let rows = try session.execute(table(name, query))
        try session.execute(analysis(name))
        return rows
    }

    private static func creation(_ name: SQL, _ query: SQL) -> [SQL] { [table(name, query), analysis(name)] }

    private static func table(_ name: SQL, _ query: SQL) -> SQL {
        "CREATE TEMPORARY TABLE \(name) ON COMMIT DROP AS \(query)"
    }

    private static func analysis(_ name: SQL) -> SQL { "ANALYZE \(name)" }

    /// What a generated column will be is known when it is written.
    private var isComputed: Bool { key.columns.contains(where: staged.target.table.isGenerated) }
    private var everyUpdate: SQL { "SELECT ctid AS id FROM \(staged.name) WHERE op = 'u'" }

    /// `id` and what the index holds of each row in which that changes: `n0…` before, `w0…` as planned.
    private var values: SQL {
        // Ranges that overlap are not for that the same.
        let same = key.expressions.indices.map { index -> SQL in
            key.isExclusion
                ? "seedd_n.n\(raw: "\(index)")::pg_catalog.text = seedd_w.w\(raw: "\(index)")::pg_catalog.text"
                : "seedd_n.n\(raw: "\(index)") \(raw: key.operators[index]) seedd_w.w\(raw: "\(index)")"
        }
        return """
            SELECT \(StagedTable.alias).ctid AS id, seedd_n.*, seedd_w.*
            FROM \(staged.from) JOIN \(staged.target.from) ON \(staged.sameKey)
            LEFT JOIN LATERAL (\(indexed("n", ofPlan: false))) AS seedd_n ON true
            LEFT JOIN LATERAL (\(indexed("w", ofPlan: true))) AS seedd_w ON true
            WHERE \(StagedTable.alias).op = 'u' AND (\(same, separator: " AND ")) IS NOT TRUE
            """
    }

    private func indexed(_ name: String, ofPlan: Bool) -> SQL {
        let table = staged.target.table
        let row = table.columns.map { column -> SQL in
            let planned = ofPlan && staged.holds(column.name) ? staged.written(column.name) : nil
            let value = planned ?? "\(staged.alias).\(ident: column.name)"
            return "\(value) AS \(ident: column.name)"
        }
        let expressions = zip(key.expressions, 0...).map { "(\(raw: $0)) AS \(raw: "\(name)\($1)")" as SQL }
        let predicate: SQL = key.predicate.map { " WHERE \(raw: $0)" } ?? ""
        return """
            SELECT \(expressions), true AS \(raw: "\(name)_is")
            FROM (SELECT \(row)) AS \(ident: table.name.name)\(predicate)
            """
    }

    private var wanted: SQL {
        let (now, wish) = (columns("seedd_n.n"), columns("seedd_w.w"))
        let same = zip(zip(now, wish), key.operators).map { "\($0.0) \(raw: $1) \($0.1)" as SQL }
        guard key.nullsNotDistinct else { return query(same) }
        let areNull = zip(now, wish).map { "(\($0) IS NULL AND \($1) IS NULL)" as SQL }
        // By the first column that is not null, as no join goes by an OR.
        let queries = same.indices.map { first -> SQL in
            query(
                areNull[..<first] + [same[first]] + zip(same, areNull).dropFirst(first + 1).map { "(\($0) OR \($1))" })
        }
        return .joined(queries + [query(areNull)], separator: " UNION ")
    }

    private func columns(_ name: String) -> [SQL] { key.expressions.indices.map { SQL(raw: "\(name)\($0)") } }

    private func query(_ isWanted: [SQL]) -> SQL {
        """
        SELECT seedd_n.id FROM \(Self.moves) AS seedd_n WHERE n_is AND EXISTS (SELECT FROM \(Self.moves) AS seedd_w
            WHERE seedd_w.w_is AND seedd_w.id <> seedd_n.id AND \(isWanted, separator: " AND "))
        """
    }
}

extension CatalogTable {
    func isGenerated(_ name: String) -> Bool { column(name)?.isGenerated == true }
}
