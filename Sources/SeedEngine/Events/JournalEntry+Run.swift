import SeedModel

extension JournalEntry {
    /// Tables that a run names, and that have an entry each.
    static let tableLimit = 100

    /// The entry a run ends with, then one for each table it changed, up to a limit: what a reader looks for comes first,
    /// should the journal drop entries of a busy service.
    static func entries(for run: FinishedRun, exitCode: (ErrorCode) -> Int32) -> [JournalEntry] {
        // Of a plan that waits for leave nothing is changed yet.
        let changed = run.outcome == .planned ? [] : run.tables
        let named = changed.prefix(tableLimit)
        let tables = named.map { table in
            JournalEntry(
                .tableChanged, "\(run.job): \(table.name): \(table.counts.written)",
                [
                    (.job, run.job), (.from, run.from), (.to, run.to), (.run, run.run), (.table, table.name),
                ] + counts(table.counts))
        }
        let rest = changed.count - named.count
        let more = JournalEntry(
            .moreTables, "\(run.job): \(rest) more \(rest == 1 ? "table" : "tables") changed",
            [(.job, run.job), (.from, run.from), (.to, run.to), (.run, run.run), (.tables, "\(rest)")])
        return [end(of: run, exitCode: exitCode)] + tables + (rest > 0 ? [more] : [])
    }

    private static func end(of run: FinishedRun, exitCode: (ErrorCode) -> Int32) -> JournalEntry {
        var fields: [(name: JournalField, value: String?)] = [
            (.job, run.job), (.from, run.from), (.to, run.to), (.outcome, run.outcome.rawValue), (.run, run.run),
            (.snapshot, run.snapshot), (.rolledBackTo, run.rolledBackTo),
        ]
        fields += counts(run.counts)
        fields += [
            (.held, "\(run.counts.held)"), (.conflict, "\(run.counts.conflict)"),
            (.duration, "\(Int((run.seconds * 1_000_000).rounded()))"), (.tick, run.tick?.description),
            (.error, run.failure?.code.rawValue),
            // Of an interrupted command the code names the signal, which is not known here.
            (.exit, run.outcome == .failed ? run.failure.map { "\(exitCode($0.code))" } : nil),
            (.reason, run.failure?.message), (.hint, run.failure?.hint),
        ]
        fields += run.tables.prefix(tableLimit).map { (.table, $0.name) }
        return JournalEntry(JournalKind(run.outcome), message(run), fields)
    }

    private static func message(_ run: FinishedRun) -> String {
        let undo = run.snapshot.map { "; undo with: seedd rollback \($0)" } ?? ""
        let reason = run.failure.map { ": \($0.message)" } ?? ""
        let conflicts = run.counts.conflict > 0 ? ", \(run.counts.conflict.counted("row")) in conflict" : ""
        let what =
            switch run.outcome {
            case .applied: "\(run.counts.written)\(conflicts)\(undo)"
            case .unchanged: "nothing to write\(conflicts)"
            case .planned: "\(run.counts.planned); write it with: seedd sync \(run.job)"
            case .rolledBack: "\(run.rolledBackTo ?? "a snapshot") put back, \(run.counts.written)\(undo)"
            case .failed: "failed\(reason)"
            case .interrupted: "interrupted, \(run.to) is as it was\(reason)"
            }
        return "\(run.job) to \(run.to): \(what)"
    }

    private static func counts(_ counts: ChangeCounts) -> [(name: JournalField, value: String?)] {
        [
            (.inserted, "\(counts.insert)"), (.updated, "\(counts.update)"), (.deleted, "\(counts.delete)"),
            (.unchanged, "\(counts.unchanged)"),
        ]
    }
}

extension ChangeCounts {
    fileprivate var written: String { "\(insert) inserted, \(update) updated, \(delete) deleted" }
    fileprivate var planned: String { "\(insert) to insert, \(update) to update, \(delete) to delete" }
}
