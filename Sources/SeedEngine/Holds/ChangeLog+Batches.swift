extension ChangeLog {
    /// Calls `body` with the changes in batches: as many rows as one query looks up, and not too many bytes.
    func forEachBatch(_ body: ([ChangeRecord]) throws -> Void) throws {
        let (rows, bytes) = (4000, 16 << 20)
        var batch: [ChangeRecord] = []
        var size = 0
        try forEachRecord { record in
            batch.append(record)
            size += (record.before?.count ?? 0) + (record.after?.count ?? 0)
            guard batch.count >= rows || size >= bytes else { return true }
            try body(batch)
            batch.removeAll(keepingCapacity: true)
            size = 0
            return true
        }
        if !batch.isEmpty { try body(batch) }
    }
}
