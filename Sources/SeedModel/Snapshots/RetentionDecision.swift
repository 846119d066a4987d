/// Whether a snapshot stays, and why.
package enum RetentionDecision: Sendable, Equatable {
    case keep([KeepReason])
    case remove(RemovalReason)

    package var keeps: Bool {
        switch self {
        case .keep: true
        case .remove: false
        }
    }

    /// For people.
    package var reasons: [String] {
        switch self {
        case .keep(let reasons): reasons.map(\.description)
        case .remove(let reason): [reason.rawValue]
        }
    }
}
