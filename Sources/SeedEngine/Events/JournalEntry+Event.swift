import SeedModel

extension JournalEntry {
    /// What the journal is told of an event: nothing of most. `exitCode` says how a command ends that failed so.
    static func entries(for event: Event, exitCode: (ErrorCode) -> Int32) -> [JournalEntry] {
        switch event {
        case .ended(let run): entries(for: run, exitCode: exitCode)
        case .daemon(let event): [entry(for: event, exitCode: exitCode)]
        case .failed(let job, let code, let message, let hint):
            [JournalEntry(commandOf: job, code, "\(job): \(message)", hint: hint, exitCode: exitCode)]
        case .held(let job, let environment, let rows):
            [
                JournalEntry(
                    .held,
                    "\(job): \(rows.counted("row")) held in \(environment); "
                        + "lift with: seedd release \(job) --to \(environment)",
                    [(.job, job), (.to, environment), (.held, "\(rows)")])
            ]
        case .conflicts(let job, let environment, let rows):
            [
                JournalEntry(
                    .conflicts, "\(job): \(rows.counted("row")) left in conflict with edits in \(environment)",
                    [(.job, job), (.to, environment), (.conflict, "\(rows)")])
            ]
        case .released(let job, let environment, let rows):
            [
                JournalEntry(
                    .released, "\(job): \(rows.counted("hold")) lifted in \(environment)",
                    [(.job, job), (.to, environment), (.released, "\(rows)")])
            ]
        case .snapshotTaken(let job, let environment, let id, let rows, let bytes):
            [
                JournalEntry(
                    .snapshotTaken,
                    "\(job) in \(environment): snapshot \(id), \(rows.counted("row")), \(bytes.counted("byte"))",
                    [(.job, job), (.to, environment), (.snapshot, id), (.rows, "\(rows)"), (.bytes, "\(bytes)")])
            ]
        case .snapshotsPruned(let job, let count, let bytes):
            [
                JournalEntry(
                    .snapshotsPruned, "snapshots pruned: \(count), \(bytes.counted("byte")) freed",
                    [(.job, job), (.pruned, "\(count)"), (.bytes, "\(bytes)")])
            ]
        case .warning(let subject, let message): [JournalEntry(.warning, "\(subject): \(message)")]
        case .connected, .planning, .tablePlanned, .verifying, .applying, .retrying, .remark, .notice, .statement,
            .progress:
            []
        }
    }

    /// A command that failed; nil for one that is of no job.
    init(commandOf job: String?, _ code: ErrorCode, _ message: String, hint: String?, exitCode: (ErrorCode) -> Int32) {
        self.init(
            .commandFailed, message,
            [(.job, job), (.error, code.rawValue), (.exit, "\(exitCode(code))"), (.hint, hint)])
    }
}
