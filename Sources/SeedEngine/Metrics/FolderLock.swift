import Glibc
import SeedModel
import SystemPackage

/// The lock of a folder, held as long as this value lives, or its process.
///
/// No file is left behind, and the right to read the folder is enough: root and the service's user exclude each other.
struct FolderLock: ~Copyable {
    private let descriptor: CInt

    /// Waits for whoever has it, also when the task was cancelled: a run that was interrupted is told as well.
    init(_ folder: String, within limit: Duration) throws(SeedError) {
        descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .metrics(folder, "can't be opened: \(Errno.current)") }
        let deadline = ContinuousClock.now + limit
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let errno = Errno.current
            guard errno == .wouldBlock || errno == .interrupted else {
                throw .metrics(folder, "can't be locked: \(errno)")
            }
            guard ContinuousClock.now < deadline else {
                throw .metrics(folder, "another process has held its lock for \(limit.brief)")
            }
            usleep(2000)
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }
}
