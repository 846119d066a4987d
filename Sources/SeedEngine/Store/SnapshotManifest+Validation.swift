extension SnapshotManifest {
    /// A size beyond any file: 1 PiB.
    private static let largest = 1 << 50

    /// The first thing that can't be true of a manifest seedd wrote; nil where there is none.
    var flaw: String? {
        if formatVersion == 1, tables.contains(where: { $0.deltas != nil }) { return "version 1 has no deltas" }
        var files: Set<String> = []
        let sizes = tables.flatMap { table in [table.rows] + table.files.flatMap { [$0.bytes, $0.rawBytes] } }
        guard sizes.reduce(0.0, { $0 + Double($1) }) <= Double(Self.largest) else {
            return "its sizes are out of range"
        }
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
        let deltas = deltas ?? []
        let sizes = files.flatMap { [$0.bytes, $0.rawBytes] } + deltas.flatMap { [$0.rows, $0.removed] }
        return if (sizes + [rows, baseRows ?? rows]).contains(where: { !(0...largest).contains($0) }) {
            "a size is out of range"
        } else if baseRows ?? rows > rawBytes || deltas.contains(where: { $0.rows + $0.removed > $0.rawBytes }) {
            // Every row ends with a newline at least.
            "has more rows than bytes"
        } else if !Self.isDigest(digest) || !files.allSatisfy({ Self.isDigest($0.sha256) }) {
            "a digest is not SHA-256"
        } else if file != SnapshotFileName.of(table) {
            // Also keeps the name inside the folder.
            "the file has not the table's name"
        } else if let index, index.file != SnapshotFileName.index(of: table) {
            "the index has not the table's name"
        } else if zip(deltas, 1...).contains(where: { $0.file != SnapshotFileName.delta($1, of: table) }) {
            "a delta has not the table's name"
        } else if deltas.count > DeltaPolicy.most {
            "has \(deltas.count) deltas"
        } else if index != nil || !deltas.isEmpty, keyOrder?.count != key.count || rowDigest == nil {
            "the key has no order, or the rows no digest"
        } else if !deltas.isEmpty, index == nil {
            "a table with deltas has no index"
        } else if key != columns.prefix(key.count).map(\.name), keyOrder != nil {
            "the key is not in front"
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
