extension SnapshotManifest {
    /// Names and sizes of the files beside the manifest.
    var files: [(name: String, bytes: Int)] { tables.flatMap(\.files).map { ($0.file, $0.bytes) } }

    /// Bytes of the rows, uncompressed, without what deltas add.
    package var rawBytes: Int { tables.reduce(0) { $0 + $1.rawBytes } }
}

extension SnapshotManifest.Table {
    /// Bytes of its files, those included that other snapshots link as well.
    var storedBytes: Int { files.reduce(0) { $0 + $1.bytes } }
}
