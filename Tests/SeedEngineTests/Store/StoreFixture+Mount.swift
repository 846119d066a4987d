import Glibc
import Testing

extension StoreFixture {
    /// Runs `body` with the store on a tmpfs of its own; only root may mount one, others are told what was not tested.
    func onTemporaryFileSystem(options: String, _ body: () throws -> Void) throws {
        mkdir(directory, 0o700)
        guard mount("tmpfs", directory, "tmpfs", 0, options + ",mode=700") == 0 else {
            Issue.record("NOT TESTED: a tmpfs with \(options) needs root (errno \(errno))", severity: .warning)
            return
        }
        defer { umount2(directory, Int32(MNT_DETACH)) }
        try body()
    }
}
