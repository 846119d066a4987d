package import SeedModel

/// Writes one snapshot, table by table: `beginTable`, `append` as often as needed, `finishTable`; then `commit`.
///
/// Until `commit` returns there is no snapshot. Dropped before, or after any error, it takes its folder with it.
package struct SnapshotWriter: ~Copyable {
    let store: SnapshotStore
    var folder: TemporaryFolder
    private(set) var manifest: SnapshotManifest
    let level: Int
    private let workers: Int
    private var table: TableWriter?
    /// Names of files that are links to those of other snapshots, read again when they were linked.
    var linked: Set<String> = []
    /// A file that failed to be written or flushed can't be trusted again.
    private var hasFailed = false

    /// Begins a snapshot; `manifest` needs neither time nor tables. `level` is zstd's, 1...19.
    ///
    /// Creates the store where it is missing, and cleans what killed writers left in it.
    package init(
        in store: SnapshotStore, manifest: SnapshotManifest, level: Int = 3, workers: Int = 0
    ) throws(SeedError) {
        folder = try TemporaryFolder(in: store.openOrCreate())
        self.store = store
        self.manifest = manifest
        self.manifest.tables = []
        self.level = level
        self.workers = workers
        // What it can't remove was told when the store was prepared.
        _ = store.removeAbandoned()
    }

    /// Begins a table; the sizes and digests of `table` don't matter.
    ///
    /// `digestSeed`: its rows come with digests of this seed, and are given to `append(digested:)`.
    package mutating func beginTable(_ table: SnapshotManifest.Table, digestSeed: Int64? = nil) throws {
        try requireNew(table)
        hasFailed = true
        self.table = try TableWriter(
            table, digestSeed: digestSeed, in: folder.folder, level: level, workers: workers)
        hasFailed = false
    }

    /// Adds COPY text, cut anywhere.
    package mutating func append(_ text: Span<UInt8>) throws {
        try require(table != nil, "rows without a table")
        hasFailed = true
        try table?.append(text)
        hasFailed = false
    }

    /// Adds whole lines of digest, tab and row.
    mutating func append(digested lines: Span<UInt8>) throws {
        try require(table != nil, "rows without a table")
        hasFailed = true
        try table?.append(digested: lines)
        hasFailed = false
    }

    /// Adds a table whose files are in the folder already.
    mutating func add(_ table: SnapshotManifest.Table) throws {
        try requireNew(table)
        manifest.tables.append(table)
    }

    /// Ends a table: its file is on disk when this returns. Returns the table with sizes and digests.
    @discardableResult
    package mutating func finishTable() throws -> SnapshotManifest.Table {
        guard let writer = table.take() else { throw Self.misuse("a table ends that did not begin") }
        hasFailed = true
        let table = try writer.finish()
        hasFailed = false
        manifest.tables.append(table)
        return table
    }

    /// Writes the manifest and gives the snapshot its name.
    mutating func publish() throws -> SnapshotID {
        try require(table == nil, "a table has not ended")
        hasFailed = true
        // One writer at a time names its snapshot.
        let naming = try store.openOrCreate()
        try naming.waitForLock()
        defer { extendLifetime(naming) }
        manifest.createdAt = store.now()
        manifest.formatVersion = manifest.tables.contains { $0.deltas != nil } ? 2 : 1
        while true {
            manifest.createdAt.seconds = Self.second(
                from: manifest.createdAt.seconds, after: try folder.names().compactMap { SnapshotID($0)?.date?.seconds }
            )
            let bytes = try manifest.encoded()
            if let flaw = manifest.flaw { throw Self.misuse(flaw) }
            let file = try folder.folder.createFile(SnapshotFileName.manifest)
            try file.write(bytes.span)
            try file.synchronize()
            let id = SnapshotID(time: manifest.createdAt, manifest: bytes)
            if try folder.publish(as: id.description) { return id }
            try folder.folder.removeFile(SnapshotFileName.manifest)
        }
    }

    /// Seconds by which names may run ahead of the clock: as many snapshots as are taken in a hurry.
    private static let lead = 300

    /// One snapshot a second, else their names would not tell which one is newer: that after the newest, if it is about to
    /// be, and else a free one. A snapshot of a clock that was far ahead does not hold the others.
    private static func second(from now: Int, after taken: [Int]) -> Int {
        var second = taken.filter { (now...(now + lead)).contains($0) }.max().map { $0 + 1 } ?? now
        while taken.contains(second) { second += 1 }
        return second
    }

    private func requireNew(_ table: SnapshotManifest.Table) throws {
        try require(self.table == nil, "a table begins before the last one ended")
        try require(manifest.table(table.table) == nil, "\(table.table) is in it already")
    }

    private func require(_ condition: Bool, _ problem: String) throws {
        guard !hasFailed else { throw Self.misuse("it failed before") }
        guard condition else { throw Self.misuse(problem) }
    }

    private static func misuse(_ problem: String) -> SeedError {
        SeedError(.invariant, "snapshot", "could not be written: \(problem)")
    }
}
