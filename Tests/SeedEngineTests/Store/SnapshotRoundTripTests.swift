import FoundationEssentials
import SeedModel
import Testing

@testable import SeedEngine

@Suite struct SnapshotRoundTripTests {
    let fixture: StoreFixture

    init() throws { fixture = try StoreFixture() }

    @Test func `rows come back as they were`() throws {
        let id = try fixture.take([("t", "a\tone\nb\t\\N\n\t\nc\té\\n\n"), ("empty", "")])
        #expect(try fixture.lines(of: id) == ["a\tone", "b\t\\N", "\t", "c\té\\n"])
        #expect(try fixture.lines(of: id, "empty") == [])
        let reader = try fixture.store.open(id)
        #expect(reader.manifest.tables.map(\.rows) == [4, 0])
        #expect(reader.manifest.target.environment == "production" && reader.manifest.run == "a1b2")
    }

    @Test func `text cut anywhere and larger than every buffer comes back`() throws {
        let lines = (0..<30_000).map { "code-\($0)\t\($0 &* 2_654_435_761) body of the row" }
        let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
        var writer = try SnapshotWriter(in: fixture.store, manifest: .sample(), level: 1)
        try writer.beginTable(.sample())
        for start in stride(from: 0, to: bytes.count, by: 65_521) {
            try writer.append(bytes.span.extracting(start..<min(start + 65_521, bytes.count)))
        }
        let table = try writer.finishTable()
        #expect(table.rawBytes == bytes.count && table.rows == lines.count)
        let receipt = try writer.commit()
        #expect(receipt.rows == lines.count && receipt.storedBytes == table.bytes)
        #expect(try fixture.lines(of: receipt.id) == lines)
    }

    @Test func `folders are 0700, files 0600, and nothing temporary stays`() throws {
        let id = try fixture.take([("t", "a\tb\n")])
        #expect(try fixture.names() == [".lock", id.description])
        #expect(try fixture.names(in: id.description) == ["manifest.json", "public.t.copy.zst"])
        #expect(try fixture.mode(of: "") == 0o700)
        #expect(try fixture.mode(of: id.description) == 0o700)
        for name in [".lock", "\(id)/manifest.json", "\(id)/public.t.copy.zst"] {
            #expect(try fixture.mode(of: name) == 0o600)
        }
        #expect(fixture.sink.subjects.isEmpty)
    }

    @Test func `the id is the time and the manifest's digest`() throws {
        let id = try fixture.take([])
        let manifest = try fixture.read("\(id)/manifest.json")
        #expect(id == SnapshotID(time: UTCTime(seconds: 1_795_140_003), manifest: manifest))
        #expect(id.description.hasPrefix("20261120T"))
    }

    /// The documented way to restore must keep working without seedd.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/zstd"), "the zstd program is not installed"))
    func `zstd alone reads a table file`() throws {
        let id = try fixture.take([("t", "a\tone\nb\ttwo\n")])
        let output = "\(fixture.root)/restored"
        let file = "\(fixture.directory)/\(id)/public.t.copy.zst"
        #expect(try run("/usr/bin/zstd", ["-q", "-d", "-o", output, file]) == 0)
        #expect(try String(contentsOfFile: output, encoding: .utf8) == "a\tone\nb\ttwo\n")
    }

    @Test func `an error of the reader's own passes through`() throws {
        struct Stop: Error {}
        let id = try fixture.take([("t", "a\tb\n")])
        let reader = try fixture.store.open(id)
        var stopped = false
        do {
            try reader.readTable(reader.manifest.tables[0], lines: { _ in throw Stop() })
        } catch is Stop {
            stopped = true
        }
        #expect(stopped)
    }
}
