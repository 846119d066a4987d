package import Systemd

/// What an entry of the journal tells; its raw value is the `MESSAGE_ID`, which stays for ever.
package enum JournalKind: String, Sendable, CaseIterable {
    case applied = "529a7577be2642d2b3034202fed24aa3"
    case unchanged = "cc521c2027c142ad83749b8d08c887f9"
    case planned = "913cd89cc4544954b7ea935b55247003"
    case rolledBack = "be0c88a990af4bb9b96702b8eee7bd6f"
    case failed = "9d053644342247e5bbacbc3cf253ec7b"
    case interrupted = "4c93d72958fe4f5782b01140092f8c1a"
    case tableChanged = "6568ad7851024590a741ae0ec41fa46d"
    case moreTables = "5d0bbd3edf714a15b687744d7a8a9a96"

    case held = "a690266a25894b28b296f7e37f4034a8"
    case conflicts = "7d0c35b93f7e4c1b9b5e6a2f41d80c97"
    case released = "8749828fdcc44f7c84012b08c606f464"
    case snapshotTaken = "f1244c3663794c98ad381c02756645ff"
    case snapshotsPruned = "2f5b36c8b4bd426d97bd644185819213"
    case commandFailed = "61394c90eb974158b464556444a227c4"
    case warning = "0f7e0072f1c24c6caa92d3e9644c739b"

    case started = "df5b4fcc61ee4941aabd179343247981"
    case stopping = "e8ae3989c52e458195907452afd1e62f"
    case stopped = "ca3945af52e74f7e9006a4d612909f37"
    case reloaded = "6024a0e66f134eabaab1ec829870650d"
    case reloadRefused = "00990b020b8f4804b709b13efb30118e"
    case postponed = "7bf54691dbe345509e7496080248cc0a"
    case recovered = "8926f88a51ec464abd7290f7e493fa49"
    case caughtUp = "2bec9e7046d64b9f8bf74f8021f30e50"
    case merged = "93363ba54a264824acbbadc7605e486f"
    case takenElsewhere = "84e11c7c14394f3e980c7c5d5476daf6"
    case overdue = "27ebc8df31b9428bb034e505ded478f0"

    package var priority: JournalPriority {
        switch self {
        case .failed, .commandFailed, .reloadRefused, .overdue: .error
        case .interrupted, .held, .conflicts, .warning, .postponed: .warning
        case .planned, .rolledBack, .reloaded, .recovered, .caughtUp: .notice
        case .applied, .unchanged, .tableChanged, .moreTables, .released, .snapshotTaken, .snapshotsPruned, .started,
            .stopping, .stopped, .merged:
            .info
        case .takenElsewhere: .debug
        }
    }
}
