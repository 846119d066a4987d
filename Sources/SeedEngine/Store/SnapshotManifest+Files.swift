extension SnapshotManifest {
    /// Names and sizes of the files beside the manifest.
    var files: [(name: String, bytes: Int)] { tables.map { ($0.file, $0.bytes) } }

    /// Bytes of the rows, uncompressed.
    package var rawBytes: Int { tables.reduce(0) { $0 + $1.rawBytes } }
}
