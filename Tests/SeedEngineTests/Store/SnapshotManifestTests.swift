import SeedModel
import Testing

@testable import SeedEngine

@Suite struct SnapshotManifestTests {
    private let table: SnapshotManifest.Table = {
        var table = SnapshotManifest.Table.sample()
        table.digest = String(repeating: "0", count: 64)
        table.sha256 = table.digest
        return table
    }()

    private func flaw(_ change: (inout SnapshotManifest.Table) -> Void) -> String? {
        var changed = table
        change(&changed)
        return SnapshotManifest.sample(tables: [changed]).flaw
    }

    @Test func `it reads what it wrote`() throws {
        let manifest = SnapshotManifest.sample(tables: [table])
        #expect(try SnapshotManifest(manifest.encoded(), path: "m") == manifest)
    }

    @Test func `keys are sorted and named as documented`() throws {
        let text = String(decoding: try SnapshotManifest.sample().encoded(), as: UTF8.self)
        #expect(
            text == """
                {
                  "created_at" : "2026-11-20T02:00:03Z",
                  "format_version" : 1,
                  "job" : "config",
                  "reason" : "before sync",
                  "run" : "a1b2",
                  "seedd" : "0.1.0",
                  "tables" : [

                  ],
                  "target" : {
                    "database" : "app",
                    "environment" : "production",
                    "host" : "db",
                    "port" : 5432,
                    "server_version" : "15.8"
                  }
                }

                """)
    }

    @Test func `a newer format names both versions`() throws {
        let error = try seedError { _ = try SnapshotManifest(Array(#"{"format_version": 3}"#.utf8), path: "m") }
        #expect(error?.code == .badData)
        #expect(error?.description == "m: has format version 3, and this seedd reads versions 1 to 2")
    }

    @Test(arguments: [
        ("", "not JSON"), ("[]", "the document has the wrong type"), ("{", "not JSON"),
        (#"{"format_version": "1"}"#, "format_version has the wrong type"),
        (#"{"format_version": 1}"#, "created_at is missing"),
        (#"{"format_version": 1, "created_at": "2026-02-30T00:00:00Z"}"#, "created_at has no valid value"),
        (String(repeating: "[", count: 100_000), "not JSON"),
    ])
    func `what is no manifest says why`(text: String, reason: String) throws {
        let error = try seedError { _ = try SnapshotManifest(Array(text.utf8), path: "m") }
        #expect(error == SeedError(.badData, "m", "is not a manifest: \(reason)"))
    }

    @Test func `values that can't be true are flaws`() {
        #expect(flaw { _ in } == nil)
        #expect(flaw { $0.rows = -1 } != nil)
        #expect(flaw { $0.bytes = -1 } != nil)
        #expect(flaw { $0.rawBytes = 1 << 60 } != nil)
        #expect(flaw { $0.rows = 1 } != nil)
        #expect(flaw { $0.file = "../../etc/passwd" } != nil)
        #expect(flaw { $0.file = "public.u.copy.zst" } != nil)
        #expect(flaw { $0.digest = "" } != nil)
        #expect(flaw { $0.sha256 = $0.sha256.uppercased() + "G" } != nil)
        #expect(flaw { $0.key = ["other"] } != nil)
        #expect(flaw { $0.columns.append($0.columns[0]) } != nil)
        #expect(SnapshotManifest.sample(tables: [table, table]).flaw != nil)
    }
}
