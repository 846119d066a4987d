import SeedModel

/// One snapshot as a member of a document.
struct SnapshotDocument {
    let entry: SnapshotEntry

    /// `more` writes members that a command adds to each snapshot.
    func write(
        to document: inout DocumentWriter, more: (inout DocumentWriter) throws -> Void = { _ in }
    ) throws {
        try document.object { document in
            try document.member("id", entry.id.description)
            switch entry.state {
            case .damaged(let reason): try document.member("damaged", reason)
            case .intact: try document.member("damaged", nil as String?)
            }
            try more(&document)
            if let manifest = entry.manifest { try write(manifest, to: &document) }
        }
    }

    private func write(_ manifest: SnapshotManifest, to document: inout DocumentWriter) throws {
        try document.member("created_at", "\(manifest.createdAt)")
        try document.member("job", manifest.job)
        try document.member("environment", manifest.target.environment)
        try document.member("database", manifest.target.database)
        try document.member("reason", manifest.reason.rawValue)
        try document.member("run", manifest.run)
        try document.member("rows", manifest.rows)
        try document.member("raw_bytes", manifest.rawBytes)
        try document.member("bytes", manifest.bytes)
        try document.key("tables")
        try document.array { document in
            for table in manifest.tables {
                try document.object(.row) { document in
                    try document.member("name", "\(table.table)")
                    try document.member("rows", table.rows)
                    try document.member("raw_bytes", table.rawBytes)
                    try document.member("bytes", table.storedBytes)
                    try document.member("digest", table.digest)
                    try document.member("file", table.file)
                    try document.member("filter", table.filter)
                    try document.key("key")
                    try document.array(.row) { document in
                        for column in table.key { try document.value(column) }
                    }
                    try document.member("deltas", table.deltas?.count ?? 0)
                }
            }
        }
    }
}
