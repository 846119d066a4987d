package import SeedModel

/// One run, as the target remembers it.
package struct RunRecord: Sendable, Equatable {
    package enum Kind: String, Sendable {
        case sync, rollback
    }

    package var id: String
    package var job: String
    package var kind: Kind
    package var from: String
    package var to: String
    /// ISO 8601, UTC, as the server prints it.
    package var startedAt: String
    package var finishedAt: String?
    /// The same to the microsecond: runs of one second have an order.
    package var finishedExactly: String?
    package var counts: ChangeCounts
    package var snapshot: String?
    /// The snapshot a rollback restored.
    package var rolledBackTo: String?
    /// Who ran it: `user@host`.
    package var operatorName: String
    package var version: String
    /// Rows that a rollback left held and that are held still.
    package var holds = 0

    package init(
        id: String, job: String, kind: Kind, from: String, to: String, startedAt: String, finishedAt: String? = nil,
        counts: ChangeCounts, snapshot: String? = nil, rolledBackTo: String? = nil, operatorName: String,
        version: String
    ) {
        self.id = id
        self.job = job
        self.kind = kind
        self.from = from
        self.to = to
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.counts = counts
        self.snapshot = snapshot
        self.rolledBackTo = rolledBackTo
        self.operatorName = operatorName
        self.version = version
    }
}
