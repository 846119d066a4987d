import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// PostgreSQL's hash of eight bytes folds them to four, so that these pairs have one hash under every seed.
@Suite(.environments)
struct EightByteTests {
    static let pairs = [
        ("int8", "1", "4294967296"), ("int8", "-1", "4294967295"), ("int8", "4294967294", "-4294967297"),
        ("timestamptz", "2026-01-01 00:00:00+00", "2025-12-31 22:48:25.032705+00"),
        ("timestamp", "2026-01-01 00:00:00", "2025-12-31 22:48:25.032705"),
    ]

    private func hash(_ type: String, _ value: String) throws -> String {
        try TestEnvironments.current.target.psql("SELECT hash_record_extended(ROW('\(value)'::\(type)), 42)")
    }

    @Test(arguments: pairs, [TableRule.Tracking.content, .changes])
    func `are told apart`(pair: (type: String, old: String, new: String), track: TableRule.Tracking) async throws {
        #expect(try hash(pair.type, pair.old) == hash(pair.type, pair.new))
        let databases = try TestEnvironments.current
        try databases.psql("CREATE TABLE item (id int PRIMARY KEY, v \(pair.type), k text)")
        try databases.source.psql("INSERT INTO item VALUES (1, '\(pair.old)', 'x'), (2, '\(pair.old)', 'y')")
        let promoter = try Promoter(TableRule(name: "public.item", mode: .mirror, track: track))
        try await promoter.run()
        try databases.source.psql(
            "UPDATE item SET v = '\(pair.new)' WHERE id = 1; UPDATE item SET k = 'z' WHERE id = 2")
        let plan = try await promoter.plan()
        #expect(plan.summary == ["item: +0 ~2 -0"])
        // A row that moved since the plan is found under lock.
        try databases.target.psql("UPDATE item SET v = '\(pair.new)' WHERE id = 2")
        let error = await #expect(throws: SeedError.self) { try await promoter.apply(plan) }
        #expect(error?.code == .refused)
        try databases.target.psql("UPDATE item SET v = '\(pair.old)' WHERE id = 2")
        let before = try databases.target.psql("TABLE item")
        let run = try await promoter.apply(plan)
        try await promoter.rollback(run)
        #expect(try databases.target.psql("SELECT * FROM item ORDER BY id") == before)
    }
}
