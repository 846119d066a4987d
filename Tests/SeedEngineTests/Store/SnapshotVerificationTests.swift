import Glibc
import SeedModel
import Testing

@testable import SeedEngine

@Suite struct SnapshotVerificationTests {
    let fixture: StoreFixture

    init() throws { fixture = try StoreFixture() }

    /// Why a snapshot is damaged; nil where it is whole.
    private func reason(_ id: SnapshotID, readingData: Bool) throws -> String? {
        guard case .damaged(let reason) = try #require(try fixture.store.verify(id, readingData: readingData)).state
        else { return nil }
        return reason
    }

    @Test func `a whole one is whole`() throws {
        let id = try fixture.take([("t", "a\tb\n"), ("u", "")])
        #expect(try reason(id, readingData: false) == nil)
        #expect(try reason(id, readingData: true) == nil)
    }

    @Test(arguments: ["gone", "cut", "longer", "link", "folder", "pipe"])
    func `a file that is not what it was is found without reading it`(damage: String) throws {
        let id = try fixture.take([("t", "a\tb\n"), ("u", "a\tb\n")])
        let path = "\(fixture.directory)/\(id)/public.u.copy.zst"
        switch damage {
        case "cut": truncate(path, 3)
        case "longer": truncate(path, 3000)
        default:
            unlink(path)
            if damage == "link" { symlink("public.t.copy.zst", path) }
            if damage == "folder" { mkdir(path, 0o700) }
            if damage == "pipe" { mkfifo(path, 0o600) }
        }
        for readingData in [false, true] {
            #expect(try reason(id, readingData: readingData)?.hasPrefix(path) == true)
        }
    }

    @Test func `a flipped bit is found by reading`() throws {
        let id = try fixture.take([("t", "a\tb\n")])
        var bytes = try fixture.read("\(id)/public.t.copy.zst")
        bytes[bytes.count / 2] ^= 1
        try fixture.write(bytes, to: "\(id)/public.t.copy.zst")
        #expect(try reason(id, readingData: false) == nil)
        #expect(try reason(id, readingData: true)?.contains("public.t.copy.zst") == true)
    }

    @Test func `what others may read is closed, and said`() throws {
        let id = try fixture.take([("t", "a\tb\n")])
        let folder = "\(fixture.directory)/\(id)"
        chmod(folder, 0o755)
        chmod("\(folder)/public.t.copy.zst", 0o644)
        #expect(try reason(id, readingData: false) == nil)
        #expect(fixture.sink.subjects == [folder, "\(folder)/public.t.copy.zst"])
        #expect(try fixture.mode(of: "\(id)/public.t.copy.zst") == 0o600)
    }

    @Test func `one that was removed is neither`() throws {
        let id = try fixture.take([])
        try fixture.store.remove(id)
        #expect(try fixture.store.verify(id, readingData: true) == nil)
    }
}
