internal import SeedModel

extension SnapshotWriter {
    /// Makes the files of `table`, which is in the snapshot of `reader`, files of this one as well.
    ///
    /// Each is flushed and read again first. False where one is damaged, which is told, or can't be linked: then nothing of
    /// them stays.
    mutating func link(_ table: SnapshotManifest.Table, from reader: borrowing SnapshotReader) throws -> Bool {
        do throws(SeedError) {
            for file in table.files {
                // Whoever wrote it may have been killed before the disk had it.
                try reader.folder.openFile(file.file).flush()
                try reader.verifyStored(file)
            }
        } catch {
            guard error.code == .badData else { throw error }
            store.sink.receive(
                .warning(subject: error.subject, message: "\(error.problem); nothing is built on snapshot \(reader.id)")
            )
            return false
        }
        var done: [String] = []
        for file in table.files {
            guard try folder.folder.link(file.file, of: reader.folder) else {
                for name in done { try folder.folder.removeFile(name) }
                return false
            }
            done.append(file.file)
        }
        linked.formUnion(done)
        return true
    }

    /// Takes back what `link` did, and the delta that was begun on it.
    mutating func unlink(_ table: SnapshotManifest.Table) throws {
        for file in table.files where linked.remove(file.file) != nil { try folder.folder.removeFile(file.file) }
        try removeDelta(on: table)
    }

    /// Removes the delta that was begun on `table`, if there is one.
    func removeDelta(on table: SnapshotManifest.Table) throws {
        let name = SnapshotFileName.delta((table.deltas ?? []).count + 1, of: table.table)
        if FileStatus.exists("\(folder.folder.path)/\(name)") { try folder.folder.removeFile(name) }
    }
}
