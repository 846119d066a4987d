import SeedModel
import Testing

@testable import SeedEngine

@Suite struct SnapshotFileNameTests {
    @Test(arguments: [
        ("public", "notification_templates", "public.notification_templates.copy.zst"),
        ("public", "Order-Lines", "public.Order-Lines.copy.zst"),
        ("..", "../../etc/passwd", "%2E%2E.%2E%2E%2F%2E%2E%2Fetc%2Fpasswd.copy.zst"),
        ("-rf", "a b", "%2Drf.a%20b.copy.zst"),
        ("a.b", "c", "a%2Eb.c.copy.zst"),
        ("a", "b.c", "a.b%2Ec.copy.zst"),
        ("é", "\n\"", "%C3%A9.%0A%22.copy.zst"),
    ])
    func `hostile names are encoded`(schema: String, name: String, file: String) {
        #expect(SnapshotFileName.of(TableName(schema: schema, name: name)) == file)
    }

    @Test func `long names are cut and stay different`() {
        let long = String(repeating: "é", count: 31)
        let names = ["a", "b"].map { SnapshotFileName.of(TableName(schema: long, name: long + $0)) }
        #expect(Set(names).count == 2)
        for name in names { #expect(name.utf8.count == 209 && name.hasSuffix(".copy.zst")) }
    }

    @Test func `tables with hostile names are stored and read`() throws {
        let fixture = try StoreFixture()
        let names = [
            "../x", "a/b", String(repeating: "\"", count: 63), String(repeating: "é", count: 31), "~", "%2F", ".",
        ]
        let id = try fixture.take(names.map { ($0, "\($0.utf8.count)\tx\n") })
        for name in names { #expect(try fixture.lines(of: id, name) == ["\(name.utf8.count)\tx"]) }
    }
}
