import Postgres
import SeedModel

/// The statements that carry out steps of a `WriteOrder`, each with the number of rows it must hit.
struct WriteStatements {
    /// Each statement is complete but for `WHERE …`, so that another condition may follow.
    struct Statement {
        var table: TableName
        var sql: SQL
        var expected: Int
        /// FROM and WHERE of the staged rows it is to hit, as many.
        var rows: SQL
    }

    let staged: StagedTable
    /// Columns that hold makeshift values in some rows: every update sets them.
    var parked: Set<Int> = []

    func statements(_ kind: WriteOrder.Step.Kind) -> [Statement] {
        let counts = staged.plan.counts
        switch kind {
        case .delete: return [statement(delete, counts.delete, "op = 'd'")]
        case .insert: return [statement(insert, counts.insert, "op = 'i'")]
        case .update:
            let updates = staged.updateGroups.indices.filter { staged.updateGroups[$0].rows > 0 }.map { group in
                statement(update(group), staged.updateGroups[group].rows, "op = 'u' AND grp = \(group)")
            }
            guard staged.reinserted > 0 else { return updates }
            let again = { (sql: SQL) in statement(sql, staged.reinserted, "op = 'u' AND grp = -1") }
            return [again(vacate)] + updates + [again(reinsert)]
        }
    }

    private func statement(_ sql: SQL, _ expected: Int, _ rows: SQL) -> Statement {
        Statement(table: staged.plan.target, sql: sql, expected: expected, rows: "FROM \(staged.name) WHERE \(rows)")
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

    private var isReinserted: SQL { "\(StagedTable.alias).op = 'u' AND \(StagedTable.alias).grp = -1" }

    private var vacate: SQL {
        "DELETE FROM \(staged.target.from) USING \(staged.from) WHERE \(isReinserted) AND \(staged.sameKey)"
    }

    /// Within the statement that deletes them the rows are still to be read: what the job leaves to the target stays.
    private var reinsert: SQL {
        let left = Set(staged.columns.filter { !$0.isCompared }.map(\.name))
        let names = staged.target.table.columns.filter { !$0.isGenerated }.map(\.name)
        let values = names.map { name -> SQL in
            let planned = staged.holds(name) && !left.contains(name) ? staged.written(name) : nil
            return planned ?? "\(staged.alias).\(ident: name)"
        }
        return """
            INSERT INTO \(name) (\(names.map { "\(ident: $0)" as SQL })) OVERRIDING SYSTEM VALUE
            SELECT \(values) FROM \(staged.from) JOIN \(staged.target.from) ON \(staged.sameKey) WHERE \(isReinserted)
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
