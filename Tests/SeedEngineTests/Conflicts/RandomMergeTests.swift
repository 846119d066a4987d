import Foundation
import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Rounds of random edits on both sides, each merged by a run. `SEEDD_TEST_SEED` repeats one.
struct RandomMergeTests {
    private static let seeds: [UInt64] = {
        if let seed = ProcessInfo.processInfo.environment["SEEDD_TEST_SEED"].flatMap({ UInt64($0) }) { return [seed] }
        let first = TestSeed.first
        return (0..<4).map { first + $0 }
    }()
    private static let keys = 1...24

    @Test(.environments, arguments: seeds)
    func theTargetIsWhatTheModelSays(seed: UInt64) async throws {
        let databases = try TestEnvironments.current
        var generator = SeededGenerator(state: seed)
        try databases.psql("CREATE TABLE t (n int PRIMARY KEY, a text, b numeric, c text[])")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror, onConflict: .merge))
        var model = MergeModel()
        for round in 0..<10 {
            try edit(&model.source, databases.source, &generator)
            try edit(&model.target, databases.target, &generator)
            let conflicts = model.promote()
            let plan = try await promoter.decidedSync()
            let comment: Comment = "SEEDD_TEST_SEED=\(seed), round \(round)"
            #expect(plan.counts.conflict == conflicts, comment)
            #expect(try rows(databases.target) == Self.text(model.target), comment)
            let second = try await promoter.plan()
            #expect(second.isEmpty && second.counts.conflict == conflicts, comment)
        }
    }

    /// Few rows and few values, so that the sides often meet.
    private func edit(
        _ rows: inout [Int: MergeModel.Row], _ database: TestDatabase, _ generator: inout SeededGenerator
    ) throws {
        for _ in 0..<Int.random(in: 0...10, using: &generator) {
            let key = Int.random(in: Self.keys, using: &generator)
            if rows[key] != nil, Int.random(in: 0..<5, using: &generator) == 0 {
                rows[key] = nil
                continue
            }
            var row = rows[key] ?? [nil, nil, nil]
            let column = Int.random(in: 0..<3, using: &generator)
            let values: [[String?]] = [[nil, "", "ä"], [nil, "1.0", "1.00"], [nil, "{}", "{NULL,x}"]]
            row[column] = values[column].randomElement(using: &generator) ?? nil
            rows[key] = row
        }
        let wanted = rows.map { key, row in
            "(\(key), \(row.map { $0.map { "'\($0)'" } ?? "NULL" }.joined(separator: ", ")))"
        }
        // Only rows that change are written, as an application would.
        try database.psql(
            """
            CREATE TEMP TABLE w (n int PRIMARY KEY, a text, b numeric, c text[]);
            INSERT INTO w \(wanted.isEmpty ? "SELECT * FROM t WHERE false" : "VALUES \(wanted.joined(separator: ", "))");
            DELETE FROM t WHERE n NOT IN (SELECT n FROM w);
            UPDATE t SET a = w.a, b = w.b, c = w.c FROM w WHERE w.n = t.n AND t::text <> w::text;
            INSERT INTO t SELECT * FROM w WHERE n NOT IN (SELECT n FROM t)
            """)
    }

    private func rows(_ database: TestDatabase) throws -> String {
        try database.psql("SELECT n, a, b, c FROM t ORDER BY n")
    }

    private static func text(_ rows: [Int: MergeModel.Row]) -> String {
        rows.sorted { $0.key < $1.key }.map { key, row in
            ([String(key)] + row.map { $0 ?? "" }).joined(separator: "|")
        }.joined(separator: "\n")
    }
}
