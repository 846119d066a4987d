import Glibc
import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// A disk that fills at any byte of a snapshot: only whole ones are listed, and nothing else stays.
@Suite struct StoreSpaceFaultTests {
    let fixture: StoreFixture

    init() throws { fixture = try StoreFixture() }

    @Test func `a disk that is full at any moment leaves whole snapshots only`() throws {
        try fixture.onTemporaryFileSystem(options: "size=512k") {
            let whole = try fixture.take([("t", "a\tb\n")])
            var outcomes: [Bool: Int] = [:]
            for _ in 0..<100 {
                // What another program takes of the disk, so that between nothing and all of the snapshot fits.
                let ballast = "ballast"
                let size = Int.random(in: 200_000...480_000)
                try Self.untilThereIsRoom { try fixture.write([UInt8](repeating: 1, count: size), to: ballast) }
                let tables = (0..<4).map { ("t\($0)", StoreFixture.noise(bytes: 30_000)) }
                let error = try seedError { _ = try fixture.take(tables) }
                unlink("\(fixture.directory)/\(ballast)")
                outcomes[error == nil, default: 0] += 1
                #expect(error == nil || error?.code == .storeUnwritable)

                for entry in try fixture.store.list() {
                    #expect(try fixture.store.verify(entry.id, readingData: true)?.manifest != nil)
                    if entry.id != whole { try fixture.whenFree { try fixture.store.remove(entry.id) } }
                }
                #expect(try fixture.names() == [".lock", whole.description].sorted())
            }
            #expect(outcomes.keys.count == 2, "full and not full: \(outcomes)")
        }
    }

    /// Space of removed files comes free when commands that other tests start have let go of them as well.
    private static func untilThereIsRoom(_ body: () throws -> Void) throws {
        for _ in 0..<500 {
            if (try? body()) != nil { return }
            usleep(10_000)
        }
        try body()
    }

    @Test func `readers, writers and pruning at once`() async throws {
        let fixture = fixture
        _ = try fixture.take([("t", "a\tb\n")])
        let policy = Retention(last: 3, daily: 0, weekly: 0, monthly: 0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<3 {
                group.addTask {
                    for round in 0..<15 {
                        // As a run does. Here it matters, as this clock stands still and gives freed seconds again.
                        let hold = try fixture.store.hold()
                        defer { extendLifetime(hold) }
                        _ = try fixture.take([("t", "\(worker)\t\(round)\n")], job: "job \(worker)")
                        await Task.yield()
                    }
                }
                group.addTask {
                    for _ in 0..<30 {
                        guard let id = try? fixture.store.find("latest"), let lines = try Self.lines(fixture, id) else {
                            continue
                        }
                        #expect(lines.count == 1)
                        await Task.yield()
                    }
                }
                group.addTask {
                    for _ in 0..<15 {
                        let error = try seedError { _ = try Pruner(fixture.store, policy: policy).prune() }
                        #expect(error == nil || error?.code == .tryAgain, "\(String(describing: error))")
                        await Task.yield()
                    }
                }
            }
            try await group.waitForAll()
        }
        try fixture.whenFree { _ = try Pruner(fixture.store, policy: policy).prune() }
        let entries = try fixture.store.list()
        #expect(entries.count == 10 && entries.allSatisfy { $0.manifest != nil })
        #expect(try fixture.names().count == 11)
    }

    /// Rows of a snapshot that was opened before it was pruned; nil where it was pruned first.
    private static func lines(_ fixture: StoreFixture, _ id: SnapshotID) throws -> [String]? {
        var lines: [String]?
        let error = try seedError { lines = try fixture.lines(of: id) }
        #expect(error == nil || error?.code == .notFound, "\(String(describing: error))")
        return lines
    }
}
