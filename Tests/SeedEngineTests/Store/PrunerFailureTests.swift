import Glibc
import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

@Suite struct PrunerFailureTests {
    private static let nothing = Retention(last: 0, daily: 0, weekly: 0, monthly: 0)
    let fixture: StoreFixture

    init() throws { fixture = try StoreFixture() }

    private func prune() throws -> Pruning {
        try fixture.whenFree { try Pruner(fixture.store, policy: Self.nothing).prune() }
    }

    /// Same size, other bytes: only reading tells.
    private func corrupt(_ id: SnapshotID) throws {
        var bytes = try fixture.read("\(id)/public.t.copy.zst")
        bytes[bytes.count / 2] ^= 1
        try fixture.write(bytes, to: "\(id)/public.t.copy.zst")
    }

    @Test func `the newest that is corrupt is found before an older one goes`() throws {
        let ids = try fixture.takeDaily(4)
        try corrupt(ids[3])
        try corrupt(ids[2])
        let pruning = try prune()
        #expect(pruning.removed == [ids[0]])
        #expect(
            pruning.entries.map(\.decision) == [
                .keep([.damaged]), .keep([.damaged]), .keep([.newest]), .remove(.noRule),
            ])
        #expect(pruning.entries[0].snapshot.damage?.contains("public.t.copy.zst") == true)
    }

    @Test func `nothing is read where nothing goes`() throws {
        let ids = try fixture.takeDaily(1)
        try corrupt(ids[0])
        #expect(try prune().entries.map(\.decision) == [.keep([.newest])])
    }

    @Test func `what was removed is told with the error that ended it`() throws {
        let ids = try fixture.takeDaily(4)
        // A folder in it: no snapshot has one, and it is not ours to remove.
        mkdir("\(fixture.directory)/\(ids[1])/mine", 0o700)
        let pruning = try prune()
        #expect(pruning.failure?.code == .storeUnwritable)
        // Renamed before its files went, so it is no snapshot any more.
        #expect(pruning.removed == [ids[2], ids[1]])
        #expect(pruning.entries.map(\.decision).last == .keep([.notRemoved]))
        #expect(try fixture.store.list().map(\.id) == [ids[3], ids[0]])
        #expect(try prune().failure == nil)
    }

    @Test func `after a run both are heard`() throws {
        let ids = try fixture.takeDaily(4)
        mkdir("\(fixture.directory)/\(ids[1])/mine", 0o700)
        let sink = CollectingSink()
        try fixture.whenFree {
            Pruner(fixture.store, policy: Self.nothing).prune(
                afterRunOf: "config", snapshot: ids[3].description, events: sink)
            if sink.events.isEmpty { throw SeedError(.tryAgain, "store", "in use") }
        }
        #expect(sink.events.count == 2)
        guard case .snapshotsPruned("config", 2, _) = sink.events.first, case .warning = sink.events.last else {
            Issue.record("\(sink.events)")
            return
        }
    }

    @Test func `a damaged one that does not say whose it is, is every job's`() throws {
        let ids = try fixture.takeDaily(2)
        try fixture.write([], to: "\(ids[0])/manifest.json")
        unlink("\(fixture.directory)/\(ids[1])/public.t.copy.zst")
        let pruner = Pruner(fixture.store, policy: Self.nothing)
        #expect(try pruner.plan(job: "other").entries.map(\.snapshot.id) == [ids[0]])
        #expect(try pruner.plan(job: "config").entries.map(\.snapshot.id) == [ids[1], ids[0]])
    }

    @Test func `what is no abandoned snapshot stays and is told`() throws {
        _ = try fixture.takeDaily(1)
        let directory = fixture.directory
        mkdir("\(fixture.root)/elsewhere", 0o700)
        symlink("\(fixture.root)/elsewhere", "\(directory)/.tmp-link")
        mkdir("\(directory)/.tmp-deep", 0o700)
        mkdir("\(directory)/.tmp-deep/mine", 0o700)
        try fixture.write([1], to: ".tmp-file")
        fixture.setTime(UTCTime(seconds: UTCTime.now.seconds + 60))
        _ = try prune()
        #expect(try fixture.names().filter { $0.hasPrefix(".tmp-") } == [".tmp-deep", ".tmp-file", ".tmp-link"])
        #expect(fixture.sink.subjects == [directory])
        #expect(access("\(fixture.root)/elsewhere", F_OK) == 0)
    }
}
