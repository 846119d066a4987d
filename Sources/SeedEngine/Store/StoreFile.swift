internal import Glibc
internal import SeedModel
internal import SystemPackage

/// An open file of the snapshot store, closed with its owner. Errors name its path.
struct StoreFile: ~Copyable, Sendable {
    let path: String
    private let descriptor: Int32
    private let budget: SizeBudget?

    /// Takes ownership of `descriptor`. What is written is spent from `budget`.
    init(path: String, descriptor: Int32, budget: SizeBudget? = nil) {
        self.path = path
        self.descriptor = descriptor
        self.budget = budget
    }

    deinit { close(descriptor) }

    /// Writes all of `bytes`.
    func write(_ bytes: Span<UInt8>) throws(SeedError) {
        try budget?.spend(bytes.count)
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.extracting(done...).withUnsafeBufferPointer { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .unwritable(path, count == 0 ? .ioError : .current) }
            done += count
        }
    }

    /// Reads up to `buffer.count` bytes to its beginning and returns how many; 0 at the end.
    func read(into buffer: inout [UInt8]) throws(SeedError) -> Int {
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreadable(path, .current) }
            return count
        }
    }

    /// Moves to a byte, counted from the beginning.
    func seek(to offset: Int) throws(SeedError) {
        guard lseek(descriptor, off_t(offset), SEEK_SET) == offset else { throw .unreadable(path, .current) }
    }

    /// Flushes the file to disk. A failure is final: the kernel reports it once and drops the data.
    func synchronize() throws(SeedError) {
        try flush()
        // The verification that follows should see the disk, not this process's own memory of it.
        _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
    }

    /// As `synchronize`, but what this machine remembers of the file stays in its memory.
    func flush() throws(SeedError) {
        guard fsync(descriptor) == 0 else { throw .unwritable(path, .current) }
    }

    func status() throws(SeedError) -> FileStatus {
        guard let status = FileStatus(descriptor) else { throw .unreadable(path, .current) }
        return status
    }

    /// Closes the file to everyone but its owner; false where that is not permitted.
    func makePrivate() -> Bool { fchmod(descriptor, 0o600) == 0 }

    /// Waits for a lock shared with others, held until the file is closed.
    func lockShared() throws(SeedError) {
        while flock(descriptor, LOCK_SH) != 0 {
            guard errno == EINTR else { throw .unlockable(path, .current) }
        }
    }

    /// Takes the lock alone; false where another holds it.
    func lockAlone() throws(SeedError) -> Bool {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            switch errno {
            case EINTR: continue
            case EWOULDBLOCK: return false
            default: throw .unlockable(path, .current)
            }
        }
        return true
    }
}
