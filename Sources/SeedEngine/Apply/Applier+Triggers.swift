import Postgres
import SeedModel

extension Applier {
    /// Tells of columns that are the triggers' from now on, and remembers them for the next plans.
    func note(_ touched: TouchedColumns, _ session: borrowing Session) throws {
        for (table, columns) in touched.sorted(by: { $0.key < $1.key }) {
            let list = columns.sorted().joined(separator: ", ")
            events.receive(
                .warning(
                    subject: "\(table)",
                    message: "a trigger set \(list) to the time of this run in the rows that were written; "
                        + "it is left to the trigger and not compared from now on"))
        }
        try TouchedTable.record(touched, job: plan.job, run: run.id, session)
    }

    /// A rollback must bring back the bytes, not only the rows it thought of.
    func verifyContent(
        _ tables: [TablePlan], _ staged: [StagedTable], _ touched: TouchedColumns, _ session: borrowing Session
    ) throws {
        for table in tables {
            let rows = staged.first { $0.plan.target == table.target }
            guard let expected = run.expected[table.target],
                try !expected.matches(rows, touched: touched[table.target] ?? [], events, session)
            else { continue }
            throw SeedError(
                .refused, "\(table.target)",
                "is not byte for byte what the snapshot holds after the rollback; everything was rolled back",
                hint: "a trigger or default changes rows on their way; see `seedd check`")
        }
    }
}
