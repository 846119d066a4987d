import SeedModel

/// Writes a snapshot as a folder that is put back with `zstd` and `psql` alone (docs/SNAPSHOT_FORMAT.md, "Export").
package struct SnapshotExport: Sendable {
    let store: SnapshotStore
    let id: SnapshotID
    /// Globs of tables; empty is all of them.
    let tables: [String]
    let compression: Int

    package init(of id: SnapshotID, in store: SnapshotStore, tables: [String] = [], compression: Int) {
        self.id = id
        self.store = store
        self.tables = tables
        self.compression = compression
    }

    /// Writes the folder `path`, which is absolute; whole or not at all.
    ///
    /// Throws `usage` where something is there, `badData` where the snapshot is damaged, `notFound` for tables it does not
    /// have, `storeUnwritable`, and `interrupted` when the task is cancelled.
    package func write(to path: String) throws -> ExportedSnapshot {
        do {
            return try writeWhole(to: path)
        } catch let error as SeedError {
            guard error.code == .storeUnwritable, error.subject != path else { throw error }
            throw SeedError(
                error.code, error.subject, error.problem, hint: "free space there, or name a folder you may write to")
        }
    }

    private func writeWhole(to path: String) throws -> ExportedSnapshot {
        let reader = try store.open(id)
        let names = try SavedTableSelection(tables).select(
            from: reader.manifest.tables.map(\.table), of: "snapshot \(id)")
        let wanted = reader.manifest.tables.filter { names.contains($0.table) }
        let folder = try ExportFolder(at: path)
        // What is damaged is found before anything is written.
        for table in wanted { try reader.verify(table) }
        return try write(wanted, from: reader, to: folder)
    }

    private func write(
        _ wanted: [SnapshotManifest.Table], from reader: borrowing SnapshotReader, to folder: consuming ExportFolder
    ) throws -> ExportedSnapshot {
        var exported: [ExportedTable] = []
        for table in wanted { exported.append(try write(table, from: reader, to: folder)) }
        var sums = exported.map { ($0.stored.file, $0.stored.sha256) }
        let texts = [
            ("restore.sql", RestoreScript(id: id, manifest: reader.manifest, tables: exported).text),
            ("restore.sh", RestoreShell(id: id).text),
            ("README.txt", ExportReadme(id: id, manifest: reader.manifest, tables: exported).text),
        ]
        for (name, text) in texts { sums.append((name, try folder.write(text, to: name))) }
        _ = try folder.write(sums.map { "\($0.1)  \($0.0)\n" }.joined(), to: "SHA256SUMS")
        let directory = folder.path
        try folder.publish()
        return ExportedSnapshot(
            id: id, directory: directory,
            tables: exported.map { table in
                ExportedSnapshot.Table(
                    name: table.saved.table, rows: table.saved.rows, file: table.stored.file,
                    bytes: table.stored.bytes, filter: table.saved.filter)
            }, files: sums.map(\.0) + ["SHA256SUMS"])
    }

    private func write(
        _ table: SnapshotManifest.Table, from reader: borrowing SnapshotReader, to folder: borrowing ExportFolder
    ) throws -> ExportedTable {
        for escape in [CSVText.Escape.quote, .backslash] {
            var csv = CSVText(escape: escape)
            let stored = try write(table, as: &csv, from: reader, to: folder)
            if escape == .backslash || !csv.holdsEndMarker {
                return ExportedTable(saved: table, stored: stored, escape: escape)
            }
            try folder.remove(stored.file)
        }
        throw SeedError(.invariant, "\(table.table)", "can't be written as CSV")
    }

    private func write(
        _ table: SnapshotManifest.Table, as csv: inout CSVText, from reader: borrowing SnapshotReader,
        to folder: borrowing ExportFolder
    ) throws -> StoredFile {
        try folder.compress(SnapshotFileName.csv(of: table.table), level: compression) { append in
            var text: [UInt8] = []
            csv.append(header: table.columns.map(\.name), to: &text)
            try reader.readTable(table) { line in
                csv.append(line, to: &text)
                guard text.count >= 1 << 17 else { return }
                guard !Task.isCancelled else {
                    throw SeedError(.interrupted, "snapshot \(id)", "interrupted; nothing was left behind")
                }
                try append(text.span)
                text.removeAll(keepingCapacity: true)
            }
            try append(text.span)
        }
    }
}

/// A table of an export: what was saved of it, and the file it is in.
struct ExportedTable {
    let saved: SnapshotManifest.Table
    let stored: StoredFile
    let escape: CSVText.Escape

    var rowCount: String { saved.rows.counted("row") }
}
