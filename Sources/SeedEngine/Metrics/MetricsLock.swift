import Glibc
import SeedModel
import SystemPackage

/// The turn to change the metrics file, held as long as this value lives, or its process.
///
/// It is a lock on a file of its own, which stays. On the folder or on what is published anybody could hold one who may
/// only read them; this file can be opened by those who may write in the folder.
struct MetricsLock: ~Copyable {
    private let file: FileDescriptor

    private init(_ file: FileDescriptor) { self.file = file }

    /// Waits for whoever has it, also when the task was cancelled: a run that was interrupted is told as well.
    static func take(_ path: String, in folder: String, within limit: Duration) throws(SeedError) -> MetricsLock {
        let lock = MetricsLock(try open(path, in: folder))
        let deadline = ContinuousClock.now + limit
        while flock(lock.file.rawValue, LOCK_EX | LOCK_NB) != 0 {
            let errno = Errno.current
            guard errno == .wouldBlock || errno == .interrupted else {
                throw .metrics(path, "can't be locked: \(errno)")
            }
            guard ContinuousClock.now < deadline else {
                throw .metrics(path, "another process has held its lock for \(limit.brief)")
            }
            usleep(2000)
        }
        return lock
    }

    deinit { try? file.close() }

    private static func open(_ path: String, in folder: String) throws(SeedError) -> FileDescriptor {
        do throws(Errno) {
            return try openOrCreate(path, in: folder)
        } catch {
            throw .metrics(path, "can't be opened: \(error)")
        }
    }

    /// Never replaced: who waits for the lock of a file that has lost its name waits for nobody.
    private static func openOrCreate(_ path: String, in folder: String) throws(Errno) -> FileDescriptor {
        do throws(Errno) {
            return try open(path, [])
        } catch {
            guard error == .noSuchFileOrDirectory else { throw error }
        }
        do throws(Errno) {
            let file = try open(path, [.create, .exclusiveCreate])
            share(file, with: folder)
            return file
        } catch {
            guard error == .fileExists else { throw error }
        }
        return try open(path, [])
    }

    private static func open(
        _ path: String, _ options: FileDescriptor.OpenOptions
    ) throws(Errno) -> FileDescriptor {
        do {
            return try FileDescriptor.open(
                FilePath(path), .readWrite, options: options.union([.noFollow, .closeOnExec]),
                permissions: [.ownerReadWrite])
        } catch {
            throw error as? Errno ?? .ioError
        }
    }

    /// Lets in those who may write in the folder: a file that root made would else keep the service's user out for good.
    private static func share(_ file: FileDescriptor, with folder: String) {
        var (place, own) = (stat(), stat())
        guard unsafe stat(folder, &place) == 0, unsafe fstat(file.rawValue, &own) == 0 else { return }
        var hasGroup = own.st_gid == place.st_gid
        // Only root gives a file away; a group can be given by its members, unless a sandbox forbids it.
        if !hasGroup || own.st_uid != place.st_uid {
            let owner = geteuid() == 0 ? place.st_uid : own.st_uid
            hasGroup = fchown(file.rawValue, owner, place.st_gid) == 0 || hasGroup
        }
        var mode: mode_t = 0o600
        if hasGroup, place.st_mode & S_IWGRP != 0 { mode |= 0o060 }
        if place.st_mode & S_IWOTH != 0 { mode |= 0o006 }
        _ = fchmod(file.rawValue, mode)
    }
}
