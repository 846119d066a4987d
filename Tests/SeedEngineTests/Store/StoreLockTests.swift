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

    private func noLock() { Issue.record("there is no lock") }

    private func flags(of descriptor: Int32) -> Int32 { fcntl(descriptor, F_GETFL) & O_ACCMODE }

    /// As NFS wants it for a lock that one process has alone.
    @Test func `the lock is opened for writing`() throws {
        let before = try openFiles()
        let root = try fixture.store.openOrCreate()
        guard let lock = try root.openLock(SnapshotStore.lockName) else { return noLock() }
        let isAlone = try lock.lockAlone()
        #expect(isAlone)
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
        let root = try fixture.store.openOrCreate()
        guard let first = try root.openLock(SnapshotStore.lockName) else { return noLock() }
        guard let second = try root.openLock(SnapshotStore.lockName) else { return noLock() }
        let isFirst = try first.lockAlone()
        let isSecond = try second.lockAlone()
        #expect(isFirst && !isSecond)
        let broken = StoreFile(path: "broken", descriptor: -1)
        var failure: SeedError?
        do throws(SeedError) { _ = try broken.lockAlone() } catch { failure = error }
        #expect(failure?.code == .storeUnwritable && failure?.subject == "broken")
        extendLifetime(first)
    }

    @Test func `a name is not waited for without end`() throws {
        let holder = try fixture.store.openOrCreate()
        let isHeld = holder.lock()
        #expect(isHeld)
        let waiting = try fixture.store.openOrCreate()
        var failure: SeedError?
        do throws(SeedError) { try waiting.waitForLock(.milliseconds(20)) } catch { failure = error }
        #expect(failure?.code == .tryAgain && failure?.subject == fixture.directory)
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
        var failure: SeedError?
        do throws(SeedError) { try root.createFile("c").write(bytes.span) } catch { failure = error }
        #expect(failure?.code == .storeUnwritable)
    }
}
