import Glibc
import SeedModel
import Testing

@testable import SeedEngine

@Suite struct StoreSizeTests {
    let fixture: StoreFixture

    init() throws { fixture = try StoreFixture() }

    @Test func `a file that two snapshots link counts once`() throws {
        #expect(try fixture.store.size() == 0)
        let ids = try fixture.takeDaily(2)
        let size = try fixture.store.size()
        #expect(size > 2000)
        link("\(fixture.directory)/\(ids[0])/public.t.copy.zst", "\(fixture.directory)/\(ids[1])/again")
        #expect(try fixture.store.size() == size)
        mkdir("\(fixture.directory)/.tmp-1", 0o700)
        try fixture.write([1, 2, 3], to: ".tmp-1/a")
        #expect(try fixture.store.size() == size + 3)
        mkdir("\(fixture.directory)/notes", 0o700)
        try fixture.write([1, 2, 3], to: "notes/a")
        #expect(try fixture.store.size() == size + 3)
    }

    /// The file that is shared stays as long as one of the two.
    @Test func `pruning frees what only the removed ones held`() throws {
        let ids = try fixture.takeDaily(2)
        link("\(fixture.directory)/\(ids[0])/public.t.copy.zst", "\(fixture.directory)/\(ids[1])/again")
        let before = try fixture.store.size()
        let policy = Retention(last: 1, daily: 0, weekly: 0, monthly: 0)
        let pruning = try fixture.whenFree { try Pruner(fixture.store, policy: policy).prune() }
        #expect(pruning.removed == [ids[0]])
        #expect(pruning.freedBytes < 1000, "the manifest only")
        #expect(try fixture.store.size() == before - pruning.freedBytes)
    }

    @Test func `a snapshot beyond max_size is refused and leaves nothing`() throws {
        _ = try fixture.takeDaily(2)
        let size = try fixture.store.size()
        let store = fixture.store(maxSize: size + 3000)
        func take(bytes: Int) throws -> SeedError? {
            try seedError {
                var writer = try SnapshotWriter(in: store, manifest: .sample())
                try writer.beginTable(.sample())
                try writer.append(Array(StoreFixture.noise(bytes: bytes).utf8).span)
                try writer.finishTable()
                _ = try writer.commit()
            }
        }
        let error = try #require(try take(bytes: 4000))
        #expect(error.code == .storeUnwritable && error.subject == fixture.directory)
        #expect(error.problem.contains("snapshots.max_size") && error.hint?.contains("snapshots prune") == true)
        #expect(try fixture.names().count == 3 && fixture.store.size() == size)
        try store.prepare()
        #expect(try take(bytes: 1000) == nil)
        #expect(try fixture.store.size() <= size + 3000)
        #expect(try take(bytes: 1500)?.code == .storeUnwritable)
    }

    @Test func `a store that is full is found before the work begins`() throws {
        _ = try fixture.takeDaily(1)
        let error = try seedError { try fixture.store(maxSize: 1000).prepare() }
        #expect(error?.code == .storeUnwritable)
        #expect(try fixture.names().count == 2)
    }

    @Test func `pruning makes room for another, the oldest first`() throws {
        let ids = try fixture.takeDaily(5)
        let size = try fixture.store.size()
        let keepAll = Retention(last: 2, daily: 100)
        // No two are of quite the same size.
        #expect(try Pruner(fixture.store(maxSize: size + 100), policy: keepAll).plan().removed == [ids[0]])
        #expect(try Pruner(fixture.store(maxSize: size * 2), policy: keepAll).plan().removed == [])
        let pruning = try fixture.whenFree { try Pruner(fixture.store(maxSize: 1), policy: keepAll).prune() }
        #expect(pruning.entries.suffix(3).allSatisfy { $0.decision == .remove(.maxSize) })
        #expect(try fixture.store.list().map(\.id) == [ids[4], ids[3]])
    }
}
