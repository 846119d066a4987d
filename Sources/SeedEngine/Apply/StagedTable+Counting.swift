import Postgres
import SeedModel

extension [StagedTable] {
    /// Asks one count a table, all in one message, and returns the first table whose count is not zero.
    func firstCounted(
        _ phase: ProgressPhase, _ events: any EventSink, _ session: borrowing Session, _ relation: (StagedTable) -> SQL
    ) throws -> (table: StagedTable, rows: Int)? {
        guard !isEmpty else { return nil }
        try session.send(.joined(map { "SELECT pg_catalog.count(*) \(relation($0))" }, separator: ";\n"))
        var first: (table: StagedTable, rows: Int)?
        for table in self {
            let progress = RowProgress(phase, table.plan.target, of: table.plan.counts.changes, events)
            defer { progress.end() }
            let rows = try session.nextRows()?.first?[0].flatMap { Int($0) } ?? 0
            if rows > 0, first == nil { first = (table, rows) }
        }
        try session.finish()
        return first
    }
}
