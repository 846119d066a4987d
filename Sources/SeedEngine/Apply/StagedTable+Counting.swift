import Postgres
import SeedModel

extension [StagedTable] {
    /// The first table whose count is not zero.
    func firstCounted(
        _ phase: ProgressPhase, _ events: any EventSink, _ session: borrowing Session, _ relation: (StagedTable) -> SQL
    ) throws -> (table: StagedTable, rows: Int)? {
        let counts = try counted(phase, events, session, relation)
        return counts.firstIndex { $0 > 0 }.map { (self[$0], counts[$0]) }
    }

    /// Asks one count a table, all in one message.
    func counted(
        _ phase: ProgressPhase, _ events: any EventSink, _ session: borrowing Session, _ relation: (StagedTable) -> SQL
    ) throws -> [Int] {
        guard !isEmpty else { return [] }
        try session.send(.joined(map { "SELECT pg_catalog.count(*) \(relation($0))" }, separator: ";\n"))
        var counts: [Int] = []
        for table in self {
            let progress = RowProgress(phase, table.plan.target, of: table.plan.counts.changes, events)
            defer { progress.end() }
            counts.append(try session.nextRows()?.first?[0].flatMap { Int($0) } ?? 0)
        }
        try session.finish()
        return counts
    }
}
