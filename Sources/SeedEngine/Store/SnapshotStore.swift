package import SeedModel
internal import SystemPackage

/// The folder that holds snapshots.
///
/// A value: it keeps nothing open, and the folder is created by the first writer.
package struct SnapshotStore: Sendable {
    package let directory: String
    /// Bytes that all snapshots together may take; nil is no limit.
    package let maxSize: Int?
    /// Hears of permissions that had to be repaired.
    let sink: any EventSink
    let now: @Sendable () -> UTCTime

    package init(
        directory: String, maxSize: Int? = nil, sink: any EventSink, now: @escaping @Sendable () -> UTCTime = { .now }
    ) {
        var path = directory[...]
        // With a slash behind it a symbolic link would be followed.
        while path.count > 1, path.last == "/" { path.removeLast() }
        self.directory = String(path)
        self.maxSize = maxSize
        self.sink = sink
        self.now = now
    }

    /// Makes sure that a snapshot could be written, before any other work is done.
    package func prepare() throws(SeedError) {
        warnOfLeftovers(removeAbandoned())
        let folder = try TemporaryFolder(in: try openOrCreate())
        let file = try folder.folder.createFile(SnapshotFileName.manifest)
        try file.write([UInt8(ascii: "\n")].span)
    }

    /// Opens the folder; nil where there is none.
    func openIfPresent(budget: SizeBudget? = nil) throws(SeedError) -> Directory? {
        guard !directory.isEmpty, !directory.utf8.contains(0) else {
            throw SeedError(.configuration, "snapshots.directory", "is not a path")
        }
        guard FileStatus.exists(directory) else { return nil }
        let root = try openFolder(budget)
        try checkMode(of: root)
        return root
    }

    private func openFolder(_ budget: SizeBudget?) throws(SeedError) -> Directory {
        do throws(SeedError) {
            return try Directory(path: directory, budget: budget)
        } catch {
            guard error.code == .badData else { throw error }
            var error = error
            error.hint = "set snapshots.directory to a folder; a symbolic link is not followed"
            throw error
        }
    }

    /// Opens the folder to write in it, and creates it where it is missing.
    func openOrCreate() throws(SeedError) -> Directory {
        let budget = maxSize.map { SizeBudget(limit: $0, of: self) }
        do throws(SeedError) {
            if let root = try openIfPresent(budget: budget) { return root }
            try Directory.create(path: directory)
            return try Directory(path: directory, budget: budget)
        } catch {
            guard error.code == .permission else { throw error }
            throw .unwritable(directory, .permissionDenied)
        }
    }

    /// Rows of production must not be readable by all: closes the folder, and refuses one in which others may have put
    /// snapshots.
    private func checkMode(of root: borrowing Directory) throws(SeedError) {
        let status = try root.status()
        guard status.isOpenToOthers else { return }
        if status.isWritableByOthers, try root.names().contains(where: { SnapshotID($0) != nil }) {
            throw SeedError(
                .configuration, directory, "holds snapshots and may be written by others (mode \(status.octal))",
                hint: "see that every snapshot in it is yours, then: chmod 700 '\(directory)'")
        }
        warn(directory, wasOpen: status, isRepaired: root.makePrivate())
    }

    func warn(_ path: String, wasOpen status: FileStatus, isRepaired: Bool) {
        let outcome = isRepaired ? "was open to other users (mode \(status.octal)); closed" : "is open to other users"
        sink.receive(.warning(subject: path, message: outcome))
    }
}
