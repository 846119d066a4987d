import Foundation
import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Rollbacks of jobs with a `where:` over histories of several runs. `SEEDD_TEST_SEED` repeats one.
struct RandomFilterTests {
    private static let seeds: [UInt64] = {
        if let seed = ProcessInfo.processInfo.environment["SEEDD_TEST_SEED"].flatMap({ UInt64($0) }) { return [seed] }
        let first = TestSeed.first
        return (0..<3).map { first + $0 }
    }()

    /// Whatever runs and rollbacks came after a snapshot, its rows are those inside the filter again, and no others.
    @Test(.environments, arguments: seeds)
    func savedRowsAreExactlyThoseInsideTheFilter(seed: UInt64) async throws {
        let databases = try TestEnvironments.current
        var generator = SeededGenerator(state: seed)
        try databases.psql(
            """
            CREATE TABLE t (code int PRIMARY KEY, live bool NOT NULL, v int);
            INSERT INTO t SELECT g, g % 3 > 0, 0 FROM generate_series(1, 30) g
            """)
        // Never inside the filter, and of no run's making.
        try databases.target.psql("INSERT INTO t SELECT g, false, 7 FROM generate_series(100, 110) g")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror, filter: "live"))
        var saved: [(id: SnapshotID, rows: String)] = []
        for _ in 0..<8 {
            let rows = try rows(databases.target)
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: saved.append((try await promoter.snapshot().id, rows))
            case 1:
                guard let choice = saved.randomElement(using: &generator) else { continue }
                try await rollBack(to: choice, promoter, seed: seed)
            case 2: try databases.target.psql("VACUUM FULL t")
            default:
                try edit(databases.source, &generator)
                let plan = try await promoter.plan()
                guard plan.counts.changes > 0 else { continue }
                let run = try await promoter.apply(plan)
                saved.append((try #require(SnapshotID(run.snapshot ?? "")), rows))
            }
        }
        for choice in saved.shuffled(using: &generator) { try await rollBack(to: choice, promoter, seed: seed) }
    }

    private func rows(_ database: TestDatabase) throws -> String {
        try database.psql("SELECT * FROM t WHERE live OR code >= 100 ORDER BY code")
    }

    private func rollBack(
        to saved: (id: SnapshotID, rows: String), _ promoter: Promoter, seed: UInt64
    ) async throws {
        let plan = try await promoter.rollback(of: saved.id).plan().plan
        #expect(plan.tables.allSatisfy { $0.notes.isEmpty }, "seed \(seed): \(plan.tables.flatMap(\.notes))")
        if !plan.isEmpty { try await promoter.rollback(to: saved.id) }
        #expect(try rows(promoter.target) == saved.rows, "seed \(seed)")
    }

    /// Rows that the target has outside the filter are not touched: their key would be taken.
    private func edit(_ source: TestDatabase, _ generator: inout SeededGenerator) throws {
        for _ in 0..<4 {
            let code = Int.random(in: 1...40, using: &generator)
            guard code % 3 > 0 else { continue }
            let statements = [
                "UPDATE t SET v = v + 1 WHERE code = \(code)", "UPDATE t SET live = NOT live WHERE code = \(code)",
                "DELETE FROM t WHERE code = \(code)", "INSERT INTO t VALUES (\(code), true, 1) ON CONFLICT DO NOTHING",
            ]
            try source.psql(statements.randomElement(using: &generator) ?? "")
        }
    }
}
