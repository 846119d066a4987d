import Postgres
import SeedModel

/// The statements that carry out steps of a `WriteOrder`, each with the number of rows it must hit.
struct WriteStatements {
    /// Each statement is complete but for `WHERE …`, so that another condition may follow.
    struct Statement {
        var table: TableName
        var sql: SQL
        var expected: Int
    }

    let staged: StagedTable
    /// Columns that hold makeshift values in some rows: every update sets them.
    var parked: Set<Int> = []

    func statements(_ kind: WriteOrder.Step.Kind) -> [Statement] {
        let counts = staged.plan.counts
        switch kind {
        case .delete: return [statement(delete, counts.delete)]
        case .insert: return [statement(insert, counts.insert)]
        case .update:
            return staged.updateGroups.indices.map { group in
                statement(update(group), staged.updateGroups[group].rows)
            }
        }
    }

    private func statement(_ sql: SQL, _ expected: Int) -> Statement {
        Statement(table: staged.plan.target, sql: sql, expected: expected)
    }

    private var only: SQL { staged.target.table.kind == .table ? "ONLY " : "" }
    private var name: SQL {
        "\(ident: staged.target.table.name.schema).\(ident: staged.target.table.name.name)"
    }

    private var delete: SQL {
        "DELETE FROM \(staged.target.from) USING \(staged.from) WHERE \(StagedTable.alias).op = 'd' AND \(staged.sameKey)"
    }

    private func update(_ group: Int) -> SQL {
        let columns = Set(staged.updateGroups[group].columns).union(parked).sorted().map { staged.columns[$0] }
        let assignments = ProjectedColumn.heldIn(columns[...]).compactMap { name in
            staged.written(name).map { "\(ident: name) = \($0)" as SQL }
        }
        return """
            UPDATE \(staged.target.from) SET \(assignments) FROM \(staged.from)
            WHERE \(StagedTable.alias).op = 'u' AND \(StagedTable.alias).grp = \(group) AND \(staged.sameKey)
            """
    }

    /// OVERRIDING SYSTEM VALUE: a row keeps its id though the target would number it by itself.
    private var insert: SQL {
        """
        INSERT INTO \(name) (\(inserted.map { "\(ident: $0)" as SQL })) OVERRIDING SYSTEM VALUE
        SELECT \(inserted.compactMap { staged.written($0) }) FROM \(staged.from) WHERE \(StagedTable.alias).op = 'i'
        """
    }

    private var inserted: [String] {
        let held = staged.projection.heldColumns
        return held + staged.projection.numbered.map(\.name).filter { !held.contains($0) }
    }
}
