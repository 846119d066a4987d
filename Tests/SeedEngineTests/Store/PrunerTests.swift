import FoundationEssentials
import Glibc
import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

@Suite struct PrunerTests {
    private static let lastTwo = Retention(last: 2, daily: 0, weekly: 0, monthly: 0)
    private static let nothing = Retention(last: 0, daily: 0, weekly: 0, monthly: 0)
    let fixture: StoreFixture

    init() throws { fixture = try StoreFixture() }

    private func pruner(_ policy: Retention = Self.lastTwo, maxSize: Int? = nil) -> Pruner {
        Pruner(fixture.store(maxSize: maxSize), policy: policy)
    }

    private func prune(_ policy: Retention = Self.lastTwo, job: String? = nil) throws -> Pruning {
        try fixture.whenFree { try pruner(policy).prune(job: job) }
    }

    /// What is heard of the pruning after a run.
    private func pruneAfterRun(_ snapshot: SnapshotID) throws -> [Event] {
        let sink = CollectingSink()
        // It says nothing where the store is in use, so this waits until it is not.
        _ = try prune(Retention(last: 100))
        pruner(Self.nothing).prune(afterRunOf: "config", snapshot: snapshot.description, events: sink)
        return sink.events
    }

    @Test func `a plan removes nothing, pruning what it said`() throws {
        let ids = try fixture.takeDaily(4)
        let plan = try pruner().plan()
        #expect(plan.removed == [ids[1], ids[0]] && plan.freedBytes > 2000)
        #expect(try fixture.store.list().count == 4)
        let before = try fixture.store.size()
        let pruning = try prune()
        #expect(pruning.removed == plan.removed && pruning.freedBytes == plan.freedBytes)
        #expect(try fixture.store.list().map(\.id) == [ids[3], ids[2]])
        #expect(try fixture.store.size() == before - pruning.freedBytes)
        #expect(try pruner().plan().removed == [])
        #expect(try fixture.names().count == 3)
    }

    @Test func `an empty store and none at all have nothing to prune`() throws {
        #expect(try prune().entries.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: fixture.directory))
        try fixture.store.prepare()
        #expect(try prune().entries.isEmpty)
    }

    @Test func `zeros leave the newest of each job, and a job's pruning leaves the others alone`() throws {
        let other = try fixture.takeDaily(2, job: "other")
        let config = try fixture.takeDaily(2)
        #expect(try prune(Self.nothing, job: "config").removed == [config[0]])
        #expect(try prune(Self.nothing).removed == [other[0]])
        #expect(try prune(Self.nothing, job: "nobody's").entries.isEmpty)
    }

    /// The newest is only in name: what can be put back is the one before.
    @Test(arguments: ["gone", "cut", "link", "manifest"])
    func `a damaged snapshot stays and does not count`(damage: String) throws {
        let ids = try fixture.takeDaily(3)
        let file = "\(ids[2])/public.t.copy.zst"
        switch damage {
        case "gone": unlink("\(fixture.directory)/\(file)")
        case "cut": truncate("\(fixture.directory)/\(file)", 10)
        case "manifest": try fixture.write([], to: "\(ids[2])/manifest.json")
        default:
            unlink("\(fixture.directory)/\(file)")
            symlink("../\(ids[1])/public.t.copy.zst", "\(fixture.directory)/\(file)")
        }
        let pruning = try prune(Self.nothing)
        #expect(pruning.removed == [ids[0]])
        #expect(pruning.entries.map(\.decision) == [.keep([.damaged]), .keep([.newest]), .remove(.noRule)])
    }

    @Test func `the run's own snapshot stays although the clock went back`() throws {
        let ids = try fixture.takeDaily(1)
        fixture.advance(by: -600)
        let latest = try fixture.take([])
        _ = try pruneAfterRun(latest)
        #expect(try fixture.store.list().map(\.id) == [ids[0], latest])
        fixture.advance(by: 86_400)
        let next = try fixture.take([])
        let events = try pruneAfterRun(next)
        #expect(try fixture.store.list().map(\.id) == [next])
        guard case .snapshotsPruned("config", 2, let bytes) = events.last else {
            Issue.record("\(events)")
            return
        }
        #expect(bytes > 1000)
    }

    @Test func `a run's snapshot is the newest although the clock went back a little`() throws {
        let ids = try fixture.takeDaily(1)
        fixture.advance(by: -20)
        let latest = try fixture.take([])
        #expect(latest > ids[0])
        _ = try pruneAfterRun(latest)
        #expect(try fixture.store.list().map(\.id) == [latest])
    }

    @Test func `a store in use is left alone`() throws {
        let ids = try fixture.takeDaily(3)
        let reader = try fixture.store.open(ids[0])
        let error = try seedError { _ = try pruner().prune() }
        #expect(error?.code == .tryAgain && error?.subject == fixture.directory)
        let sink = CollectingSink()
        pruner().prune(afterRunOf: "config", snapshot: nil, events: sink)
        #expect(sink.events.isEmpty)
        #expect(try pruner().plan().removed == [ids[0]])
        try reader.verify()
        #expect(try fixture.store.list().count == 3)
    }

    @Test func `what fails after a run is a warning`() throws {
        _ = try fixture.takeDaily(3)
        chmod(fixture.directory, 0o777)
        let sink = CollectingSink()
        pruner().prune(afterRunOf: "config", snapshot: nil, events: sink)
        #expect(sink.events.count == 1)
        guard case .warning(_, let message) = sink.events.first else {
            Issue.record("\(sink.events)")
            return
        }
        #expect(message.hasPrefix("snapshots were not pruned: "))
    }

    @Test func `a read-only store can't be pruned`() throws {
        try fixture.onTemporaryFileSystem(options: "size=1m") {
            _ = try fixture.takeDaily(3)
            try #require(mount(nil, fixture.directory, nil, UInt(MS_REMOUNT | MS_RDONLY), nil) == 0)
            #expect(try seedError { _ = try pruner().prune() }?.code == .storeUnwritable)
            #expect(try pruner().plan().removed.count == 1)
        }
    }

    @Test func `what a killed removal left goes with the next pruning`() throws {
        _ = try fixture.takeDaily(1)
        mkdir("\(fixture.directory)/.tmp-dead", 0o700)
        try fixture.write([1, 2, 3], to: ".tmp-dead/public.t.copy.zst")
        fixture.setTime(UTCTime(seconds: UTCTime.now.seconds + 60))
        _ = try prune()
        #expect(try fixture.names().filter { $0.hasPrefix(".tmp-") } == [])
    }
}
