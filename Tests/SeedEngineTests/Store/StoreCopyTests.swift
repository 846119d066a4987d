import Glibc
import SeedModel
import Testing

@testable import SeedEngine

/// A store that came from another machine.
@Suite struct StoreCopyTests {
    let fixture: StoreFixture

    init() throws { fixture = try StoreFixture() }

    @Test(arguments: ["cp -r", "cp -a", "tar", "rsync -a"])
    func `a copy lists, verifies and restores`(tool: String) throws {
        let ids = try fixture.takeDaily(2)
        let rows = try fixture.lines(of: ids[0])
        let copy = "\(fixture.root)/copy"
        let script =
            switch tool {
            case "tar": "mkdir -m 700 copy && tar -C snapshots -cf - . | tar -C copy -xf -"
            case "rsync -a": "command -v rsync >/dev/null || exit 99; rsync -a snapshots/ copy"
            default: "\(tool) snapshots copy"
            }
        let code = try run("/bin/sh", ["-c", "umask 022; cd \(fixture.root) && { \(script); }"])
        guard code != 99 else {
            Issue.record("NOT TESTED: \(tool) is not installed", severity: .warning)
            return
        }
        try #require(code == 0)
        let store = SnapshotStore(directory: copy, sink: fixture.sink, now: fixture.store.now)
        #expect(try store.list().map(\.id) == ids.reversed())
        for id in ids { #expect(try store.verify(id, readingData: true)?.manifest != nil) }
        let reader = try store.open(ids[0])
        var copied: [String] = []
        try reader.readTable(reader.manifest.tables[0], lines: { copied.append(text($0)) })
        #expect(copied == rows)
        #expect(try Pruner(store, policy: Retention()).plan().removed == [])
    }
}
