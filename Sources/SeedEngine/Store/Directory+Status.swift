internal import Glibc
internal import SeedModel
internal import SystemPackage

extension Directory {
    /// Creates the folder at `path` with mode 0700, not the one it is in; one that is there already is fine.
    static func create(path: String) throws(SeedError) {
        guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .unwritable(path, .current) }
    }

    func status() throws(SeedError) -> FileStatus {
        guard let status = FileStatus(descriptor) else { throw .unreadable(path, .current) }
        return status
    }

    /// The regular files in the folder, as they are on disk.
    func files() throws(SeedError) -> Set<DiskFile> {
        var files: Set<DiskFile> = []
        for name in try names() {
            guard let status = FileStatus(name, in: descriptor), status.isRegular else { continue }
            files.insert(DiskFile(device: status.device, inode: status.inode, bytes: status.size))
        }
        return files
    }

    /// Closes the folder to everyone but its owner; false where that is not permitted.
    func makePrivate() -> Bool { fchmod(descriptor, 0o700) == 0 }

    /// Flushes the folder's entries to disk; a failure is final.
    func synchronize() throws(SeedError) {
        guard fsync(descriptor) == 0 else { throw .unwritable(path, .current) }
    }

    /// Locks the folder itself until it is closed; false where another holds it.
    func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

    /// Waits for the lock on the folder, held until it is closed; `.tryAgain` where another has it for longer than `limit`.
    /// On file systems that lock no folders it locks nothing.
    func waitForLock(_ limit: Duration = .seconds(30)) throws(SeedError) {
        let deadline = ContinuousClock.now + limit
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else { return }
            guard !Task.isCancelled else {
                throw SeedError(.interrupted, path, "interrupted while waiting for its lock")
            }
            guard ContinuousClock.now < deadline else {
                throw SeedError(.tryAgain, path, "another process holds its lock", hint: "see who does: lsof '\(path)'")
            }
            usleep(5000)
        }
    }
}
