import SeedEngine
import SeedModel

/// Tells events on standard error, as much of them as was asked for.
struct TerminalSink: EventSink {
    let context: CommandContext
    /// 0 warnings only, 1 steps and tables, 2 every statement.
    let verbosity: Int
    /// Another sink tells in the same place of what the journal gets entries of.
    var leavesOutEntries = false

    func receive(_ event: Event) {
        guard !leavesOutEntries || !event.isForJournal else { return }
        switch event {
        case .warning(let subject, let message): context.warn("\(subject): \(message)")
        case .remark(let subject, let message): line("\(subject): \(message)", from: 1)
        case .retrying(_, let attempt, let reason): context.warn("attempt \(attempt) failed, trying again: \(reason)")
        case .notice(let environment, let message): line("[\(environment)] notice: \(message)", from: 1)
        case .connected(let environment, let server): line("[\(environment)] connected to \(server)", from: 1)
        case .planning(let job, let tables): line("planning \(job), \(tables.counted("table"))", from: 1)
        case .tablePlanned(let table, let counts, let hashed, let shipped):
            line(
                "\(table): \(counts.changes.counted("change")), \(hashed.counted("row")) hashed, \(shipped.counted("byte")) shipped",
                from: 1)
        case .snapshotTaken(_, _, let id, let rows, let bytes):
            line("snapshot \(id): \(rows.counted("row")), \(bytes) bytes, verified", from: 1)
        case .snapshotsPruned(_, let count, let bytes):
            line("snapshots pruned: \(count), \(ByteSize.rounded(bytes)) freed", from: 1)
        case .verifying(let snapshot, let number, let count):
            line("verifying \(snapshot), \(number) of \(count)", from: 1)
        case .applying(let job, let changes): line("applying \(job), \(changes.counted("change"))", from: 1)
        case .ended(let run):
            guard let id = run.run else { break }
            line("committed run \(id) after \(Int(run.seconds * 1000)) ms", from: 1)
        case .statement(let side, let sql): line("[\(side)] \(Self.shortened(sql))", from: 2)
        case .held(let job, let environment, let rows):
            context.warn(
                "\(job): \(rows) \(rows == 1 ? "row is" : "rows are") held, because a rollback undid what the source has"
            )
            let place = "\(Printable.escaped(job)) --to \(Printable.escaped(environment))"
            context.errorOutput("hint: seedd release \(place) promotes them again\n")
        case .conflicts(let job, let environment, let rows):
            context.warn(
                "\(job): \(rows.counted("row")) left in conflict: edited in \(environment) since the last run"
            )
            context.errorOutput(
                "hint: decide with seedd sync --interactive, or in a file that plan --conflicts writes (docs/CONFLICTS.md)\n"
            )
        case .released(_, let environment, let rows): line("[\(environment)] \(rows.counted("hold")) lifted", from: 1)
        case .progress(let progress): context.progress?.receive(progress)
        case .failed, .daemon: break
        }
    }

    private func line(_ text: String, from level: Int) {
        guard verbosity >= level else { return }
        context.errorOutput(Printable.lines(text) + "\n")
    }

    /// Statements may carry thousands of keys.
    private static func shortened(_ sql: String) -> String {
        let limit = 4000
        guard sql.utf8.count > limit else { return sql }
        return sql.prefix(limit) + " … (\(sql.utf8.count) bytes)"
    }
}
