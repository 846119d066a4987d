import Glibc
import SeedModel
import Testing

@testable import SeedEngine

@Suite struct StoreLockTests {
    let fixture: StoreFixture

    init() throws {
        fixture = try StoreFixture()
        try fixture.store.prepare()
    }

    private func flags(of descriptor: Int32) -> Int32 { fcntl(descriptor, F_GETFL) & O_ACCMODE }

    /// As NFS wants it for a lock that one process has alone.
    @Test func `the lock is opened for writing`() throws {
        let before = try openFiles()
        let root = try #require(try fixture.store.openIfPresent())
        let lock = try #require(try root.openLock(SnapshotStore.lockName))
        #expect(try lock.lockAlone())
        #expect(try openFiles().subtracting(before).contains(O_RDWR))
        extendLifetime(lock)
    }

    /// Access modes of this process's descriptors of the store's lock.
    private func openFiles() throws -> Set<Int32> {
        var modes: Set<Int32> = []
        for descriptor in Int32(0)..<1024 {
            var target = [CChar](repeating: 0, count: 4096)
            let count = readlink("/proc/self/fd/\(descriptor)", &target, target.count - 1)
            guard count > 0 else { continue }
            let path = String(decoding: target.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
            if path == "\(fixture.directory)/.lock" { modes.insert(flags(of: descriptor)) }
        }
        return modes
    }

    @Test func `held by another is not an error, anything else is`() throws {
        let root = try #require(try fixture.store.openIfPresent())
        let first = try #require(try root.openLock(SnapshotStore.lockName))
        let second = try #require(try root.openLock(SnapshotStore.lockName))
        #expect(try first.lockAlone())
        #expect(try !second.lockAlone())
        // Where only the path of a file is open nothing can be locked.
        let path = open("\(fixture.directory)/.lock", O_PATH | O_CLOEXEC)
        try #require(path >= 0)
        let broken = StoreFile(path: "broken", descriptor: path)
        var error: SeedError?
        do throws(SeedError) { _ = try broken.lockAlone() } catch let failure { error = failure }
        #expect(error?.code == .storeUnwritable && error?.subject == "broken")
        extendLifetime(first)
    }

    @Test func `a name is not waited for without end`() throws {
        let holder = try #require(try fixture.store.openIfPresent())
        #expect(holder.lock())
        let waiting = try #require(try fixture.store.openIfPresent())
        var error: SeedError?
        do throws(SeedError) { try waiting.waitForLock(.milliseconds(20)) } catch let failure { error = failure }
        #expect(error?.code == .tryAgain && error?.subject == fixture.directory)
        extendLifetime(holder)
    }

    @Test func `a file that is removed is paid back`() throws {
        let store = fixture.store(maxSize: 3000)
        let root = try store.openOrCreate()
        let bytes = [UInt8](repeating: 7, count: 2000)
        for _ in 0..<3 {
            try root.createFile("a").write(bytes.span)
            try root.removeFile("a")
        }
        try root.createFile("b").write(bytes.span)
        var error: SeedError?
        do throws(SeedError) { try root.createFile("c").write(bytes.span) } catch let failure { error = failure }
        #expect(error?.code == .storeUnwritable)
    }
}
