/// What came of asking for a snapshot.
package struct RequestedSnapshot: Sendable, Equatable {
    package var job: String
    package var environment: String
    /// The new snapshot, or the one that holds the same rows.
    package var id: SnapshotID
    /// Nothing changed since `id`, and no snapshot was taken.
    package var isUnchanged: Bool
    package var tables: Int
    package var rows: Int
    /// Bytes of files it does not share with earlier snapshots.
    package var storedBytes: Int
    package var durationMs: Int
}
