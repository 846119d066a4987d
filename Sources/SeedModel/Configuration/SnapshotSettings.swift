/// Where snapshots live and how many are kept.
package struct SnapshotSettings: Sendable, Equatable {
    /// As written; nil means `$STATE_DIRECTORY/snapshots`, else `./snapshots`.
    package var directory: String?
    package var schedule: Schedule?
    /// zstd level 1...19.
    package var compression: Int
    /// nil where it is not configured: then nothing is pruned but by hand.
    package var keep: Retention?
    /// Bytes; nil is no limit.
    package var maxSize: Int?

    package init(
        directory: String? = nil, schedule: Schedule? = nil, compression: Int = 3, keep: Retention? = nil,
        maxSize: Int? = nil
    ) {
        self.directory = directory
        self.schedule = schedule
        self.compression = compression
        self.keep = keep
        self.maxSize = maxSize
    }
}
