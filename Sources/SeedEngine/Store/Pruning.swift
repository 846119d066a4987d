package import SeedModel

/// What pruning a store did, or would do: every snapshot it decided on, newest first.
package struct Pruning: Sendable {
    package struct Entry: Sendable {
        package var snapshot: SnapshotEntry
        package var decision: RetentionDecision
    }

    package var entries: [Entry] = []
    /// Bytes on disk that only the removed snapshots held.
    package var freedBytes = 0
    /// Bytes of the store afterwards.
    package var keptBytes = 0
    /// What ended it early.
    package var failure: SeedError?

    package var removed: [SnapshotID] { entries.filter { !$0.decision.keeps }.map(\.snapshot.id) }
}
