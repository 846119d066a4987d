import SeedModel

extension SavedRows {
    /// Moves on to the row of `key`, which the index says is there; `reader` is of the snapshot.
    mutating func row(of key: [UInt8], in reader: borrowing SnapshotReader) throws -> [UInt8] {
        while try next() {
            let order = KeyCodec.compare(self.key, key)
            if order == 0 { return row }
            guard order < 0 else { break }
        }
        throw SeedError(
            .badData, "snapshot \(reader.id)", "has a row in the index of a table that is not in its rows")
    }
}
