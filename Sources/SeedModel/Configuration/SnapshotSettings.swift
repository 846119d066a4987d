/// Where snapshots live and how many are kept.
package struct SnapshotSettings: Sendable, Equatable {
    /// As written; nil means `$STATE_DIRECTORY/snapshots`, else `./snapshots`.
    package var directory: String?
    package var schedule: Schedule?
    /// zstd level 1...19.
    package var compression: Int
    package var keep: Retention
    /// Bytes; nil is no limit.
    package var maxSize: Int?

    package struct Retention: Sendable, Equatable {
        package var last: Int
        package var daily: Int
        package var weekly: Int
        package var monthly: Int
        package var within: Interval?

        package init(last: Int = 10, daily: Int = 7, weekly: Int = 5, monthly: Int = 12, within: Interval? = nil) {
            self.last = last
            self.daily = daily
            self.weekly = weekly
            self.monthly = monthly
            self.within = within
        }
    }

    package init(
        directory: String? = nil, schedule: Schedule? = nil, compression: Int = 3, keep: Retention = Retention(),
        maxSize: Int? = nil
    ) {
        self.directory = directory
        self.schedule = schedule
        self.compression = compression
        self.keep = keep
        self.maxSize = maxSize
    }
}
