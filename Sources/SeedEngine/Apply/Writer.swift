import Postgres
import SeedModel

/// Writes the changes, in an order that satisfies foreign and unique keys, and counts what was hit.
struct Writer {
    let plan: Plan
    /// Every table that changes: staged, or copied whole.
    let tables: [TablePlan]
    private let staged: [TableName: StagedTable]
    private let events: any EventSink

    init(plan: Plan, staged: [StagedTable], events: any EventSink) {
        self.events = events
        self.plan = plan
        self.staged = Dictionary(staged.map { ($0.plan.target, $0) }, uniquingKeysWith: { first, _ in first })
        tables = plan.tables.filter { $0.counts.changes > 0 }
    }

    /// Runs the steps: `approval` says that somebody wants this, `receipt` that what is overwritten is on disk, and
    /// `wholeCopy` streams the rows of a table that is copied whole. Returns columns of those that triggers set.
    func write(
        _ session: borrowing Session, approval: borrowing Approval, guardedBy receipt: borrowing SnapshotReceipt,
        wholeCopy: (TablePlan) throws -> Set<String>
    ) throws -> TouchedColumns {
        var parked: [TableName: Set<Int>] = [:]
        for (name, table) in staged {
            parked[name] = try writing([name], session) {
                try UniqueValueParking(staged: table, plan: plan).park(session)
            }
        }
        var touched: TouchedColumns = [:]
        let handedOn = try TakenOverValues(plan: plan, staged: staged).tables(session)
        for group in WriteOrder.groups(tables, staged, plan.foreignKeys, handedOn: handedOn) {
            let statements = group.flatMap { step -> [WriteStatements.Statement] in
                guard let table = staged[tables[step.table].target] else { return [] }
                return WriteStatements(staged: table, parked: parked[table.plan.target] ?? []).statements(step.kind)
            }
            try write(statements, session)
            for table in group.map({ tables[$0.table] }) where table.isWholeCopy {
                let columns = try writing([table.target], session) { try wholeCopy(table) }
                if !columns.isEmpty { touched[table.target] = columns }
            }
        }
        return touched
    }

    private func write(_ statements: [WriteStatements.Statement], _ session: borrowing Session) throws {
        guard let first = statements.first else { return }
        let progress = RowProgress(.writing, first.table, of: statements.reduce(0) { $0 + $1.expected }, events)
        defer { progress.end() }
        let hit = try writing(statements.map(\.table), session) {
            statements.count == 1 ? [try session.execute(first.sql)] : try joint(statements, session)
        }
        for (statement, rows) in zip(statements, hit) where rows != statement.expected {
            throw SeedError(
                .refused, "\(statement.table)",
                "\(rows.counted("row")) \(rows == 1 ? "was" : "were") written instead of \(statement.expected): a trigger or rule swallows or adds rows; "
                    + "everything was rolled back",
                hint: "see the table's triggers and rules with `seedd check`")
        }
    }

    private func joint(_ statements: [WriteStatements.Statement], _ session: borrowing Session) throws -> [Int] {
        let joint = WriteStatements.joint(statements)
        let row = try session.rows("\(joint.with) SELECT \(joint.counts)").first ?? []
        return row.map { $0.flatMap { Int($0) } ?? -1 }
    }

    /// Does what writes the tables, errors named after the first of them, as their `triggers:` say.
    private func writing<Result>(
        _ names: [TableName], _ session: borrowing Session, _ body: () throws -> Result
    ) throws -> Result {
        let plans = tables.filter { names.contains($0.target) }
        let subject = names.first.map { "\($0)" } ?? ""
        do {
            guard plans.contains(where: \.isWrittenAsReplica) else { return try body() }
            if let other = plans.first(where: { !$0.isWrittenAsReplica }) {
                throw SeedError(
                    .refused, subject,
                    "is written in one statement with \(other.target), which has other `triggers:`; "
                        + "everything was rolled back",
                    hint: "give both the same policy")
            }
            return try ReplicaRole.perform(session, body)
        } catch let error as PostgresError {
            throw SeedError(error, subject: subject)
        }
    }
}
