import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// A tracked mirror ends where a full compare ends, whatever was done to the keys of either side.
@Suite(.environments)
struct KeySetsTests {
    @Test(arguments: [UInt64](1...6)) func `keys that come and go on both sides`(seed: UInt64) async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            "CREATE TABLE item (a text, b bigint, v text NOT NULL, PRIMARY KEY (a, b))")
        let rows = seed.isMultiple(of: 2) ? 40 : 4000
        try databases.source.psql(
            "INSERT INTO item SELECT 'ä''\\' || n % 7, n - \(rows / 2), 'v' FROM generate_series(1, \(rows)) n")
        let promoter = try Promoter(TableRule(name: "public.item", mode: .mirror, track: .changes))
        try await promoter.run()
        var random = SeededGenerator(state: seed)
        for _ in 0..<4 {
            let some = { "hashint8extended(b, \(Int.random(in: 0...1_000_000, using: &random))) % 19 = 0" }
            try databases.source.psql(
                """
                DELETE FROM item WHERE \(some()); UPDATE item SET b = b + 100000 WHERE \(some());
                UPDATE item SET v = v || 'x' WHERE \(some()); UPDATE item SET a = a || 'x' WHERE \(some());
                """)
            try databases.target.psql(
                "DELETE FROM item WHERE \(some()); UPDATE item SET b = -b - 500000 WHERE \(some())")
            var full = Planner.Options()
            full.isFull = true
            let expected = try await promoter.plan(full)
            let plan = try await promoter.plan()
            #expect(promoter.reading(of: "public.item")?.hasPrefix("read by transaction") == true)
            #expect(plan.summary == expected.summary, "seed \(seed)")
            #expect(try plan.changes == expected.changes, "seed \(seed)")
            #expect(plan.counts == expected.counts, "seed \(seed)")
            try await promoter.run()
            #expect(try databases.target.psql(Self.content) == databases.source.psql(Self.content))
        }
    }

    private static let content = "SELECT md5(string_agg(i::text, ',' ORDER BY a, b)) FROM item i"
}
