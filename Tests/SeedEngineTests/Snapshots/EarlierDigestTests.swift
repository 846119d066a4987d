import Foundation
import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Snapshots of builds whose digests were other ones: their rows are put back, their digests are compared with no database.
@Suite(.environments)
struct EarlierDigestTests {
    @Test(arguments: [1, 2]) func `a snapshot whose digests mean something else`(form: Int) async throws {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE TABLE t (id bigint PRIMARY KEY, at timestamptz)")
        try databases.psql("INSERT INTO t SELECT n, '2026-01-01' FROM generate_series(1, 50) n")
        let promoter = try Promoter(TableRule(name: "public.t", mode: .mirror))
        try databases.source.psql("UPDATE t SET at = '2026-02-02' WHERE id = 7; DELETE FROM t WHERE id = 8")
        let before = try databases.target.digests()
        let run = try await promoter.sync()
        let id = try rewrite(#require(SnapshotID(run.snapshot ?? "")), in: promoter.store, form: form)

        #expect(try await promoter.rollback(of: id).plan().plan.summary == ["t: +1 ~1 -0"])
        guard form == 1 else {
            // Digests that claim to be today's are held to it: so the other case shows that its are not asked.
            let error = await #expect(throws: SeedError.self) { try await promoter.rollback(to: id) }
            #expect(error?.problem.contains("is not byte for byte what the snapshot holds") == true)
            return
        }
        try await promoter.rollback(to: id)
        #expect(try databases.target.digests() == before)
        // Nor does the snapshot that was taken first build on it.
        let newest = try #require(promoter.store.list().first?.id)
        #expect(newest > id)
        #expect(try promoter.store.open(newest).manifest.tables.map { $0.deltas?.count } == [nil])
    }

    /// Gives the digests another seed, without changing what they add up to, and the form of an earlier build where it is 1.
    private func rewrite(_ id: SnapshotID, in store: SnapshotStore, form: Int) throws -> SnapshotID {
        let file = "\(store.directory)/\(id)/manifest.json"
        var text = try String(contentsOfFile: file, encoding: .utf8)
        let seed = try #require(try store.open(id).manifest.tables[0].rowDigest?.seed)
        let shown = #/"seed"\s*:\s*/#
        let found = try #require(text.firstMatch(of: shown))
        text.replaceSubrange(
            found.range.upperBound...,
            with: text[found.range.upperBound...].replacing("\(seed)", with: "\(seed + 1)", maxReplacements: 1))
        if form == 1 {
            text = text.replacing(#/"form"\s*:\s*2\s*,?\s*/#, with: "")
            #expect(!text.contains("\"form\""))
        }
        try text.write(toFile: file, atomically: false, encoding: .utf8)
        let rewritten = try #require(SnapshotID("\(id.time)-\(SnapshotID.digits(of: Array(text.utf8)))"))
        try FileManager.default.moveItem(
            atPath: "\(store.directory)/\(id)", toPath: "\(store.directory)/\(rewritten)")
        return rewritten
    }
}
