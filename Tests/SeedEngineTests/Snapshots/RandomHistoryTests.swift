import Foundation
import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Syncs, edits by hand, snapshots, rollbacks and maintenance in an order that nobody thought of: whatever came between,
/// a rollback brings back the bytes. `SEEDD_TEST_SEED=n` repeats the case that a failure names.
struct RandomHistoryTests {
    private static let seeds: [UInt64] = {
        let environment = ProcessInfo.processInfo.environment
        if let seed = environment["SEEDD_TEST_SEED"].flatMap({ UInt64($0) }) { return [seed] }
        let first = TestSeed.first
        return (0..<(environment["SEEDD_TEST_FAULTS"] == "all" ? 60 : 4)).map { first + $0 }
    }()

    @Test(.environments, arguments: seeds)
    func rollbackBringsBackWhatWasSaved(seed: UInt64) async throws {
        let databases = try TestEnvironments.current
        var schema = RandomSchema(seed: seed)
        var generator = SeededGenerator(state: seed &+ 1)
        try databases.psql(schema.creation())
        let promoter = try Promoter.mirror("public")
        var saved: [(id: SnapshotID, digests: [String: String])] = []
        for _ in 0..<14 {
            let before = try databases.target.digests()
            switch Int.random(in: 0..<10, using: &generator) {
            case 0...2:
                try attempt(schema.edits(6), in: databases.source)
                let plan = try await promoter.plan()
                guard plan.counts.changes > 0 else { continue }
                do {
                    let run = try await promoter.apply(plan)
                    saved.append((try #require(SnapshotID(run.snapshot ?? "")), before))
                } catch let error as SeedError where plan.counts.held > 0 && error.sqlState?.hasPrefix("23") == true {
                    // What would be written refers to a row that is held.
                    #expect(try databases.target.digests() == before, "a failed sync wrote something")
                }
            case 3, 4: try attempt(schema.edits(4), in: databases.target)
            case 5, 6:
                let taken = try await promoter.snapshot()
                saved.append((taken.id, before))
            case 7:
                // Table by table: the whole database's has the server's own tables among it, which every session reads.
                let command = ["VACUUM (FREEZE)", "VACUUM FULL", "ANALYZE"].randomElement(using: &generator) ?? ""
                try databases.target.psql(
                    """
                    SELECT format('\(command) %s', oid::regclass) FROM pg_class
                    WHERE relkind = 'r' AND oid >= 16384 \\gexec
                    """)
            default:
                guard let choice = saved.randomElement(using: &generator) else { continue }
                try await rollBack(to: choice, promoter, seed: seed)
            }
        }
        for entry in try promoter.store.list() { try promoter.store.open(entry.id).verify() }
        for choice in saved.suffix(4) { try await rollBack(to: choice, promoter, seed: seed) }
    }

    /// Rows of tables that the snapshot is not of may still refer to rows that would go, or rows that would come back to
    /// rows of theirs that are gone: then nothing may happen.
    private func rollBack(
        to saved: (id: SnapshotID, digests: [String: String]), _ promoter: Promoter, seed: UInt64
    ) async throws {
        let before = try promoter.target.digests()
        let tables = try promoter.store.open(saved.id).manifest.tables.map(\.table)
        let plan = try await promoter.rollback(of: saved.id).plan().plan
        do {
            if !plan.isEmpty {
                let undo = try await promoter.rollback(to: saved.id)
                #expect(undo.counts.changes == plan.counts.changes)
            }
        } catch let error as SeedError
            where tables.count < before.count && (error.code == .refused || error.sqlState == "23503")
        {
            #expect(try promoter.target.digests() == before, "a refused rollback wrote something")
            return
        }
        let after = try promoter.target.digests()
        for table in tables {
            let name = Data("\(table.schema).\(table.name)".utf8).map { String(format: "%02x", $0) }.joined()
            #expect(after[name] == saved.digests[name], "\(table) after a rollback to \(saved.id), seed \(seed)")
        }
    }

    private func attempt(_ edits: [String], in database: TestDatabase) throws {
        let blocks = edits.map { edit in
            "DO $$ BEGIN \(edit); SET CONSTRAINTS ALL IMMEDIATE; EXCEPTION WHEN others THEN NULL; END $$;"
        }
        try database.psql("SET client_min_messages = error;\n" + blocks.joined(separator: "\n"))
    }
}
