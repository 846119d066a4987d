extension SnapshotManifest {
    /// A size beyond any file: 1 PiB.
    private static let largest = 1 << 50

    /// The first thing that can't be true of a manifest seedd wrote; nil where there is none.
    var flaw: String? {
        var files: Set<String> = []
        for (index, table) in tables.enumerated() {
            if let flaw = table.flaw(largest: Self.largest) { return "table \(index + 1): \(flaw)" }
            guard files.insert(table.file).inserted else { return "table \(index + 1) appears twice" }
        }
        return nil
    }
}

extension SnapshotManifest.Table {
    fileprivate func flaw(largest: Int) -> String? {
        let names = Set(columns.map(\.name))
        return if [rows, bytes, rawBytes].contains(where: { !(0...largest).contains($0) }) {
            "a size is out of range"
        } else if rows > rawBytes {
            // Every row ends with a newline at least.
            "has more rows than bytes"
        } else if !Self.isDigest(digest) || !Self.isDigest(sha256) {
            "a digest is not SHA-256"
        } else if file != SnapshotFileName.of(table) {
            // Also keeps the name inside the folder.
            "the file has not the table's name"
        } else if names.count != columns.count {
            "a column appears twice"
        } else if !names.isSuperset(of: key) {
            "the key is not among the columns"
        } else {
            nil
        }
    }

    private static func isDigest(_ text: String) -> Bool {
        text.utf8.count == 64
            && text.utf8.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
    }
}
