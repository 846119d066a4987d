package import SeedModel

/// What a snapshot holds: the content of its `manifest.json` (docs/SNAPSHOT_FORMAT.md).
package struct SnapshotManifest: Sendable, Equatable, Codable {
    /// The versions that are read.
    package static let formatVersions = 1...2

    /// 2 where a table has deltas, which a reader of version 1 would leave out.
    package var formatVersion = 1
    package var createdAt: UTCTime
    package var job: String
    package var reason: SnapshotReason
    /// The run it was taken for.
    package var run: String?
    /// Version of the program that wrote it.
    package var seedd: String
    package var target: Target
    package var tables: [Table]

    package init(
        createdAt: UTCTime, job: String, reason: SnapshotReason, run: String?, seedd: String, target: Target,
        tables: [Table] = []
    ) {
        self.createdAt = createdAt
        self.job = job
        self.reason = reason
        self.run = run
        self.seedd = seedd
        self.target = target
        self.tables = tables
    }

    enum CodingKeys: String, CodingKey {
        case formatVersion = "format_version"
        case createdAt = "created_at"
        case job, reason, run, seedd, target, tables
    }

    package var rows: Int { tables.reduce(0) { $0 + $1.rows } }
    /// Bytes of the table files on disk.
    package var bytes: Int { tables.reduce(0) { $0 + $1.files.reduce(0) { $0 + $1.bytes } } }
}
