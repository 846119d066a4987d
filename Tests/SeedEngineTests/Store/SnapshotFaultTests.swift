import FoundationEssentials
import Glibc
import SeedModel
import Testing

@testable import SeedEngine

@Suite struct SnapshotFaultTests {
    let fixture: StoreFixture

    init() throws { fixture = try StoreFixture() }

    @Test func `an abandoned writer leaves nothing`() throws {
        do {
            var writer = try SnapshotWriter(in: fixture.store, manifest: .sample())
            try writer.beginTable(.sample())
            try writer.append(Array("a\tb\n".utf8).span)
            #expect(try fixture.names().count == 1)
        }
        #expect(try fixture.names() == [])
    }

    @Test func `a failed writer stays failed and leaves nothing`() throws {
        let error = try seedError {
            var writer = try SnapshotWriter(in: fixture.store, manifest: .sample())
            try writer.beginTable(.sample())
            try writer.append(Array("no newline".utf8).span)
            #expect(try seedError { try writer.finishTable() }?.code == .invariant)
            _ = try writer.commit()
        }
        #expect(error?.code == .invariant)
        #expect(try fixture.names() == [])
    }

    @Test func `the same table twice is refused`() throws {
        let error = try seedError { _ = try fixture.take([("t", ""), ("t", "")]) }
        #expect(error?.code == .invariant)
        #expect(try fixture.names() == [])
    }

    @Test func `two writers at once both succeed`() async throws {
        let fixture = fixture
        let ids = try await withThrowingTaskGroup(of: SnapshotID.self) { group in
            for number in 0..<8 { group.addTask { try fixture.take([("t", "\(number)\tx\n")]) } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(Set(ids.map(\.time)).count == 8)
        #expect(Set(try fixture.store.list().compactMap { $0.manifest == nil ? nil : $0.id }) == ids)
    }

    @Test func `what a killed writer left is removed, what a living one holds is not`() throws {
        _ = try fixture.take([])
        fixture.setTime(UTCTime.now)
        mkdir("\(fixture.directory)/.tmp-dead", 0o700)
        try fixture.write([1], to: ".tmp-dead/public.t.copy.zst")
        var writer = try SnapshotWriter(in: fixture.store, manifest: .sample())
        _ = try fixture.take([])
        // Perhaps its writer has not come to lock it yet.
        #expect(try fixture.names().count { $0.hasPrefix(".tmp-") } == 2)
        fixture.advance(by: 60)
        _ = try fixture.take([])
        #expect(try fixture.names().count { $0.hasPrefix(".tmp-") } == 1)
        try writer.beginTable(.sample())
        try writer.finishTable()
        _ = try writer.commit()
    }

    @Test func `a full disk names the folder and leaves nothing`() throws {
        try fixture.onTemporaryFileSystem(options: "size=64k") {
            var random = SystemRandomNumberGenerator()
            let text = (0..<20_000).map { _ in "\(random.next())\tx\n" }.joined()
            let error = try seedError { _ = try fixture.take([("t", text)]) }
            #expect(error?.code == .storeUnwritable && error?.subject.hasPrefix(fixture.directory) == true)
            #expect(error?.hint?.contains("free space") == true)
            #expect(try fixture.names() == [])
        }
    }

    @Test func `a disk without inodes is full too`() throws {
        try fixture.onTemporaryFileSystem(options: "nr_inodes=3") {
            let error = try seedError { _ = try fixture.take([("t", "")]) }
            #expect(error?.code == .storeUnwritable)
            #expect(try fixture.names() == [])
        }
    }

    @Test func `a read-only store is found before the work begins, and can be read`() throws {
        try fixture.onTemporaryFileSystem(options: "size=1m") {
            let id = try fixture.take([("t", "a\tb\n")])
            try #require(mount(nil, fixture.directory, nil, UInt(MS_REMOUNT | MS_RDONLY), nil) == 0)
            let error = try seedError { try fixture.store.prepare() }
            #expect(error?.code == .storeUnwritable && error?.hint?.contains("read-write") == true)
            #expect(try fixture.lines(of: id) == ["a\tb"])
        }
    }

    @Test func `a folder that can't be created names itself`() throws {
        let store = SnapshotStore(directory: "\(fixture.root)/no/where", sink: fixture.sink)
        let error = try seedError { try store.prepare() }
        #expect(error?.code == .storeUnwritable && error?.subject == "\(fixture.root)/no/where")
    }

    @Test(
        .enabled(if: geteuid() != 0, "root may write anywhere; run the tests as another user too"),
        arguments: [0, 0o500] as [mode_t])
    func `a folder without permission names itself`(mode: mode_t) throws {
        mkdir(fixture.directory, mode)
        let error = try seedError { _ = try fixture.take([]) }
        chmod(fixture.directory, 0o700)
        #expect(error?.code == .storeUnwritable && error?.subject == fixture.directory && error?.hint != nil)
    }

    @Test func `prepare leaves an empty folder`() throws {
        try fixture.store.prepare()
        #expect(try fixture.names() == [])
    }
}
