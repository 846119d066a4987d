import FoundationEssentials
import Glibc
import SeedModel
import Testing

@testable import SeedEngine

@Suite struct SnapshotFindTests {
    let fixture: StoreFixture

    init() throws { fixture = try StoreFixture() }

    @Test func `a store that does not exist is empty and stays away`() throws {
        #expect(try fixture.store.list().isEmpty)
        #expect(try seedError { _ = try fixture.store.find("latest") }?.code == .notFound)
        #expect(!FileManager.default.fileExists(atPath: fixture.directory))
    }

    @Test func `newest first, also when they are of the same second or the clock went back`() throws {
        let first = try fixture.take([])
        let second = try fixture.take([])
        fixture.advance(by: -5000)
        let earlier = try fixture.take([])
        #expect(try fixture.store.list().map(\.id) == [second, first, earlier])
        #expect(try fixture.store.find("latest") == second)
    }

    @Test func `an id, its beginning and latest name a snapshot`() throws {
        let first = try fixture.take([], job: "one")
        fixture.advance(by: 86_400)
        let second = try fixture.take([], job: "two")
        #expect(try fixture.store.find(first.description) == first)
        #expect(try fixture.store.find("20261121") == second)
        #expect(try fixture.store.find("latest", job: "one") == first)
        #expect(try fixture.store.find("2026", job: "one") == first)
        let ambiguous = try seedError { _ = try fixture.store.find("2026112") }
        #expect(ambiguous?.code == .usage && ambiguous?.problem.contains(first.description) == true)
        for _ in 0..<5 { _ = try fixture.take([]) }
        #expect(try seedError { _ = try fixture.store.find("2026112") }?.problem.hasSuffix(", … (2 more)") == true)
    }

    @Test func `what is not there is not found, with the nearest`() throws {
        let id = try fixture.take([])
        let error = try seedError { _ = try fixture.store.find("20261120T020003Z-00000000") }
        #expect(error?.code == .notFound && error?.hint?.contains(id.description) == true)
        let others = try seedError { _ = try fixture.store.find(id.description, job: "other") }
        #expect(others?.code == .notFound && others?.problem == "belongs to job config, not to other")
        #expect(try seedError { _ = try fixture.store.find("latest", job: "other") }?.code == .notFound)
    }

    @Test(arguments: [
        "", "../../etc/passwd", "/etc/passwd", ".", "..", ".lock", "20261120T020003Z-4f2a91c0\0", "latest ", "%",
        "LATEST",
        String(repeating: "2", count: 33), String(repeating: "a", count: 4096), "２026", "20261120t",
    ])
    func `a hostile id is not found, and repeated only in part and escaped`(reference: String) throws {
        _ = try fixture.take([])
        let error = try seedError { _ = try fixture.store.find(reference) }
        #expect(error?.code == .notFound && error?.subject == "snapshot")
        let problem = try #require(error?.problem)
        #expect(problem.hasPrefix("\"") && problem.hasSuffix("\" is not an id") && problem.count < 80)
        #expect(problem.utf8.allSatisfy { $0 >= 0x20 })
    }

    @Test(arguments: ["gone", "cut"])
    func `one that lacks a file is damaged and not the latest`(damage: String) throws {
        let whole = try fixture.take([("t", "a\tb\n")])
        fixture.advance(by: 60)
        let broken = try fixture.take([("t", "a\tb\n")])
        let path = "\(fixture.directory)/\(broken)/public.t.copy.zst"
        if damage == "gone" { unlink(path) } else { truncate(path, 5) }
        let entries = try fixture.store.list()
        #expect(entries.map(\.id) == [broken, whole])
        #expect(entries[0].damage?.hasPrefix(path) == true && entries[0].claim?.job == "config")
        #expect(try fixture.store.find("latest") == whole)
    }

    @Test func `damaged snapshots are listed with the reason and are never the latest`() throws {
        let intact = try fixture.take([])
        let time = UTCTime(seconds: 1_800_000_000)
        let empty = try #require(SnapshotID("20990101T000000Z-00000000"))
        mkdir("\(fixture.directory)/\(empty)", 0o700)
        let file = try #require(SnapshotID("20990102T000000Z-00000000"))
        try fixture.write([], to: file.description)
        let newer = try fixture.forge(text: #"{"format_version": 7}"#, time: time)
        mkdir("\(fixture.directory)/.tmp-1", 0o700)
        mkdir("\(fixture.directory)/notes", 0o700)

        let entries = try fixture.store.list()
        #expect(entries.map(\.id) == [file, empty, newer, intact])
        #expect(entries.map { $0.manifest != nil } == [false, false, false, true])
        guard case .damaged(let reason) = entries[2].state else { return }
        #expect(reason.contains("version 7"))
        #expect(try fixture.store.find("latest") == intact)
        #expect(try fixture.store.find("20990101", job: "config") == empty)
    }
}
