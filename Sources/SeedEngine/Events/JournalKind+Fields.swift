extension JournalKind {
    /// The fields of an entry beside those that every entry has.
    package struct Fields: Sendable {
        package var always: [JournalField]
        /// Left out where there is nothing to say.
        package var sometimes: [JournalField] = []
    }

    /// What every entry has.
    package static let common: [JournalField] = [.message, .messageID, .priority, .identifier, .operatorName]

    package var fields: Fields {
        switch self {
        case .applied, .unchanged, .planned, .rolledBack:
            Fields(always: Self.run, sometimes: [.run, .snapshot, .rolledBackTo, .table, .tick])
        case .failed: Fields(always: Self.run + [.error, .exit, .reason], sometimes: [.hint, .tick])
        case .interrupted: Fields(always: Self.run + [.error, .reason], sometimes: [.hint, .tick])
        case .tableChanged: Fields(always: [.job, .from, .to, .table] + Self.counts, sometimes: [.run])
        case .moreTables: Fields(always: [.job, .from, .to, .tables], sometimes: [.run])
        case .held: Fields(always: [.job, .to, .held])
        case .conflicts: Fields(always: [.job, .to, .conflict])
        case .released: Fields(always: [.job, .to, .released])
        case .snapshotTaken: Fields(always: [.job, .to, .snapshot, .rows, .bytes])
        case .snapshotsPruned: Fields(always: [.pruned, .bytes], sometimes: [.job])
        case .commandFailed: Fields(always: [.error, .exit], sometimes: [.job, .hint])
        case .warning: Fields(always: [])
        case .started: Fields(always: [.version, .jobs])
        case .stopping: Fields(always: [.reason, .running])
        case .stopped: Fields(always: [])
        case .reloaded: Fields(always: [.jobs])
        case .reloadRefused: Fields(always: [.reason])
        case .postponed: Fields(always: [.job, .to, .tick, .attempt, .delay, .error, .exit], sometimes: [.hint])
        case .recovered: Fields(always: [.job, .to, .attempt])
        case .caughtUp: Fields(always: [.job, .to, .tick, .delay])
        case .merged: Fields(always: [.job, .to, .tick])
        case .takenElsewhere: Fields(always: [.job, .to, .tick, .elsewhere])
        case .overdue: Fields(always: [.job, .to, .due], sometimes: [.lastSuccess])
        }
    }

    private static let run: [JournalField] = [.job, .from, .to, .outcome] + counts + [.held, .conflict, .duration]
    private static let counts: [JournalField] = [.inserted, .updated, .deleted, .unchanged]
}
