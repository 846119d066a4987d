import Postgres
import SeedModel

/// Rows that reference what would be deleted, or a value that would change, and are not themselves part of the plan.
///
/// A cascade or a SET NULL would reach into rows nobody planned to touch; a plain reference would fail the statement.
/// Both are counted and refused first.
struct OutsideReferences {
    let plan: Plan
    let staged: [StagedTable]

    func verify(_ session: borrowing Session) throws {
        var problems: [String] = []
        var keys: [CatalogForeignKey] = []
        for (key, parent, relation) in searches {
            let found = try session.rows("SELECT pg_catalog.count(*) \(relation)")
            let rows = found.first?[0].flatMap { Int($0) } ?? 0
            guard rows > 0 else { continue }
            let effect = key.effect(on: rows, ofDeletes: parent.plan.counts.delete > 0)
            problems.append(
                "\(rows.counted("row")) of \(key.child) \(effect) (foreign key \(key.name) to \(key.parent))")
            keys.append(key)
        }
        guard !problems.isEmpty else { return }
        throw SeedError(
            .refused, "job \(plan.job)",
            "rows to be deleted, or values to be changed, are referenced by rows outside the plan: "
                + problems.joined(separator: "; "),
            hint: plan.remedy(ofRowsLeftBy: keys), sqlState: "23503")
    }

    /// Per foreign key whose rows may be reached, FROM and WHERE of those that are; the child is `seedd_c`.
    var searches: [(key: CatalogForeignKey, parent: StagedTable, relation: SQL)] {
        let byName = Dictionary(staged.map { ($0.plan.target, $0) }, uniquingKeysWith: { first, _ in first })
        return plan.foreignKeys.compactMap { key in
            guard key.onDelete != .nothing, let parent = byName[key.parent],
                parent.plan.counts.delete > 0 || parent.changesValue(of: key)
            else { return nil }
            return (key, parent, relation(key, parent, byName[key.child]))
        }
    }

    /// References to staged deletes, but for those of rows that are deleted or moved themselves, and those whose value
    /// another row of the plan takes over.
    private func relation(_ key: CatalogForeignKey, _ parent: StagedTable, _ child: StagedTable?) -> SQL {
        let reference: SQL = "seedd_c"
        let joins = zip(zip(key.parentColumns, key.childColumns), key.equality).map { columns, equals -> SQL in
            "\(parent.alias).\(ident: columns.0) \(raw: equals) \(reference).\(ident: columns.1)"
        }
        let rekeyed: SQL = parent.isRekeyed(key).map { " OR \($0)" } ?? ""
        var exception: SQL = ""
        if let child {
            let sameRow = zip(child.projection.key, 0...).map { column, index in
                column.sameKey(column.value(reference), child.value(index, of: "seedd_x"))
            }
            let moved = key.childColumns.compactMap { name in
                child.isWrittenDistinct(name, of: "seedd_x", from: reference)
            }
            let isMoved: SQL = moved.isEmpty ? "false" : .joined(moved, separator: " OR ")
            exception = """
                 AND NOT EXISTS (SELECT FROM \(child.name) AS seedd_x WHERE \(sameRow, separator: " AND ")
                AND (seedd_x.op = 'd' OR (seedd_x.op = 'u' AND (\(isMoved)))))
                """
        }
        return """
            FROM \(parent.from)
            JOIN \(parent.target.from) ON \(parent.sameKey)
            JOIN \(ident: key.child.schema).\(ident: key.child.name) AS \(reference) ON \(joins, separator: " AND ")
            WHERE (\(StagedTable.alias).op = 'd'\(rekeyed))\(exception)
                \(TakenOverValues.exception(key, parent, reference))
            """
    }
}
