import Glibc
import SeedModel
import Testing

@testable import SeedEngine

@Suite struct SnapshotPermissionTests {
    let fixture: StoreFixture

    init() throws { fixture = try StoreFixture() }

    @Test func `what others may read is closed with a warning`() throws {
        let id = try fixture.take([("t", "a\tb\n")])
        let folder = "\(fixture.directory)/\(id)"
        let file = "\(folder)/public.t.copy.zst"
        chmod(fixture.directory, 0o755)
        chmod(folder, 0o755)
        chmod(file, 0o644)
        #expect(try fixture.lines(of: id) == ["a\tb"])
        #expect(fixture.sink.subjects == [fixture.directory, folder, file])
        #expect(try fixture.mode(of: "") == 0o700)
        #expect(try fixture.mode(of: id.description) == 0o700)
        #expect(try fixture.mode(of: "\(id)/public.t.copy.zst") == 0o600)
    }

    @Test(arguments: [0o777, 0o770] as [mode_t])
    func `a store that others may write to is refused`(mode: mode_t) throws {
        _ = try fixture.take([])
        chmod(fixture.directory, mode)
        #expect(try seedError { _ = try fixture.store.list() }?.code == .configuration)
        #expect(try seedError { _ = try fixture.take([]) }?.code == .configuration)
    }

    @Test func `an empty folder that others may write to is closed`() throws {
        mkdir(fixture.directory, 0o700)
        chmod(fixture.directory, 0o775)
        _ = try fixture.take([])
        #expect(try fixture.mode(of: "") == 0o700)
    }

    @Test(arguments: ["", "/", "//"])
    func `a store that is a symbolic link is refused`(end: String) throws {
        _ = try fixture.take([])
        let link = "\(fixture.root)/link"
        symlink(fixture.directory, link)
        let store = SnapshotStore(directory: link + end, sink: fixture.sink)
        #expect(try seedError { _ = try store.list() }?.code == .badData)
        #expect(try seedError { _ = try SnapshotWriter(in: store, manifest: .sample()) }?.code == .badData)
    }

    @Test(arguments: ["", "a\0b"])
    func `what is no path is refused`(path: String) throws {
        let store = SnapshotStore(directory: path, sink: fixture.sink)
        #expect(try seedError { _ = try store.list() }?.code == .configuration)
    }

    @Test func `a snapshot being read is not removed`() throws {
        let id = try fixture.take([("t", "a\tb\n")])
        do {
            let reader = try fixture.store.open(id)
            #expect(try seedError { try fixture.store.remove(id) }?.code == .tryAgain)
            try reader.verify()
        }
        try fixture.store.remove(id)
        #expect(try fixture.names() == [".lock"])
        #expect(try seedError { try fixture.store.remove(id) }?.code == .notFound)
    }
}
