/// What a snapshot was taken for.
package enum SnapshotReason: String, Sendable, Codable, CaseIterable {
    case beforeSync = "before sync"
    case beforeRollback = "before rollback"
    case requested
}
