import Foundation
import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// The shell blocks of docs/SNAPSHOT_FORMAT.md, "Restore by hand", run as they stand there.
@Suite(.environments)
struct RestoreByHandTests {
    private static let tables = [
        "public.single", "public.-rf", "public.live",
        #"public.we ird; $(touch pwned) `x` 'q' "d" \! %s"# + "\n" + #"\. -- :x 😀"#,
    ]

    /// All blocks but the first, which says what is to be restored: here that are variables.
    private func script() throws -> String {
        let text = try String(contentsOfFile: "\(PackageRoot.path)/docs/SNAPSHOT_FORMAT.md", encoding: .utf8)
        let section = try #require(text.components(separatedBy: "\n## Restore by hand\n").last)
        let body = try #require(section.components(separatedBy: "\n## ").first)
        let blocks = body.components(separatedBy: "```sh\n").dropFirst()
            .compactMap { $0.components(separatedBy: "```").first }
        #expect(blocks.count == 5)
        #expect(blocks.first?.contains("DATABASE=") == true)
        return "set -eu\n" + blocks.dropFirst().joined()
    }

    private func restore(_ table: String, from run: RunResult, _ promoter: Promoter) throws -> CommandResult {
        let snapshot = "\(promoter.store.directory)/\(run.snapshot ?? "")"
        let script = try script().replacing("/tmp/restore.sql", with: "\(try TestScratch.makeDirectory())/restore.sql")
        return try CommandRun(
            ["bash", "-c", script],
            environment: ["SNAPSHOT": snapshot, "TABLE": table, "DATABASE": promoter.target.connectionString]
        ).runBlocking()
    }

    @Test func wholeTables() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(HostileSchema.tables + HostileSchema.rows)
        try databases.source.psql(HostileSchema.edits)
        let promoter = try Promoter.mirror("public")
        let before = try databases.target.digests(schema: "public")
        let run = try await promoter.sync()
        for table in Self.tables {
            let outcome = try restore(table, from: run, promoter)
            #expect(outcome.exitCode == 0, "\(outcome)")
        }
        let now = try databases.target.digests(schema: "public")
        #expect(now.count == 6)
        for (name, digest) in before where !["parent", "child"].map(Self.hex).contains(name) {
            #expect(now[name] == digest)
        }
        let manifest = "\(promoter.store.directory)/\(run.snapshot ?? "")"
        #expect(!FileManager.default.fileExists(atPath: "\(manifest)/pwned"))
    }

    private static func hex(_ table: String) -> String {
        "public.\(table)".utf8.map { String($0, radix: 16) }.joined()
    }

    @Test func deltas() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(HostileSchema.tables + HostileSchema.rows)
        let promoter = try Promoter.mirror("public")
        var run: RunResult?
        var before: [String: String] = [:]
        for edit in [
            "UPDATE single SET v = 'é' WHERE id = '7'", "DELETE FROM single WHERE id = '8'", "DELETE FROM single",
        ] {
            // Else rows count as new to the next snapshot as long as others' older transactions were open, and it is whole.
            try await databases.target.waitForTransactionsUnderWay()
            before = try databases.target.digests(schema: "public")
            try databases.source.psql(edit)
            run = try await promoter.sync()
        }
        let last = try #require(run)
        let id = try #require(SnapshotID(last.snapshot ?? ""))
        #expect(try promoter.store.open(id).manifest.tables.map { $0.deltas?.count } == [2])
        let outcome = try restore("public.single", from: last, promoter)
        #expect(outcome.exitCode == 0, "\(outcome)")
        #expect(try databases.target.digests(schema: "public") == before)
    }
}
