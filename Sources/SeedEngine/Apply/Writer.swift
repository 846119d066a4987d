import Postgres
import SeedModel

/// Writes the staged changes, in an order that satisfies foreign and unique keys, and counts what was hit.
struct Writer {
    let plan: Plan
    let staged: [StagedTable]

    /// - Parameters:
    ///   - approval: somebody wants this.
    ///   - receipt: what is overwritten is on disk.
    func write(
        _ session: borrowing Session, approval: borrowing Approval, guardedBy receipt: borrowing SnapshotReceipt
    ) throws {
        let graph = TableGraph(tables: staged.map(\.plan.target), foreignKeys: plan.foreignKeys)
        for table in staged { try UniqueValueParking(staged: table).park(session) }
        for group in WriteOrder.groups(graph, counts: staged.map(\.plan.counts)) {
            let statements = group.flatMap { WriteStatements(staged: staged[$0.table]).statements($0.kind) }
            try write(statements, session)
        }
    }

    private func write(_ statements: [WriteStatements.Statement], _ session: borrowing Session) throws {
        let hit: [Int]
        if statements.count == 1 {
            hit = [try naming(statements[0]) { try session.execute(statements[0].sql) }]
        } else {
            hit = try naming(statements[0]) { try asOne(statements, session) }
        }
        for (statement, rows) in zip(statements, hit) where rows != statement.expected {
            throw SeedError(
                .refused, "\(statement.table)",
                "\(rows) rows were written instead of \(statement.expected): a trigger or rule swallows or adds rows; "
                    + "everything was rolled back",
                hint: "see the table's triggers and rules with `seedd check`")
        }
    }

    /// Several steps as one statement: foreign keys are checked when all of them are done.
    ///
    /// PostgreSQL promises no order among the parts of a WITH, so each part waits for the count of the one before.
    private func asOne(_ statements: [WriteStatements.Statement], _ session: borrowing Session) throws -> [Int] {
        let names = statements.indices.map { SQL(raw: "seedd_w\($0)") }
        let parts = statements.indices.map { index -> SQL in
            let order: SQL =
                index == 0 ? "" : " AND (SELECT pg_catalog.count(*) FROM \(names[index - 1])) IS NOT NULL"
            return "\(names[index]) AS (\(statements[index].sql)\(order) RETURNING 1)"
        }
        let counts = names.map { "(SELECT pg_catalog.count(*) FROM \($0))" as SQL }
        let row = try session.rows("WITH \(parts) SELECT \(counts)").first ?? []
        return row.map { $0.flatMap { Int($0) } ?? -1 }
    }

    private func naming<Result>(_ statement: WriteStatements.Statement, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as PostgresError {
            throw SeedError(error, subject: "\(statement.table)")
        }
    }
}
