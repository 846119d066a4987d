import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// `trust: true` is taken up only where every precondition is seen.
@Suite(.environments)
struct StampTrustTests {
    private func promoter(_ schema: String, track: String = "at") throws -> Promoter {
        try TestEnvironments.current.psql(schema)
        return try Promoter(
            TableRule(name: "public.item", mode: .mirror, track: .column(track), trust: true))
    }

    private static let good =
        "CREATE TABLE item (id int PRIMARY KEY, v text, at timestamptz NOT NULL DEFAULT now()); CREATE INDEX ON item (at, id);"

    @Test func `a column that keeps its word is gone by`() async throws {
        let promoter = try promoter(Self.good)
        try promoter.source.psql("INSERT INTO item SELECT n, 'v' FROM generate_series(1, 100) n")
        try await promoter.run()
        try promoter.source.psql("UPDATE item SET v = 'x', at = now() WHERE id = 1; DELETE FROM item WHERE id = 2")
        #expect(try await promoter.run().summary == ["item: +0 ~1 -1"])
        #expect(promoter.reading(of: "public.item")?.hasPrefix("read by its index on at, from ") == true)
        #expect(try await promoter.plan().isEmpty)
    }

    @Test func `a transaction that was open keeps its rows in reach`() async throws {
        let promoter = try promoter(Self.good)
        try await promoter.run()
        // Committed after a run that could not see it.
        let late = try CommandRun(
            [
                "psql", "-XAtq", "-d", promoter.source.connectionString, "-c", "BEGIN", "-c",
                "INSERT INTO item VALUES (50, 'late', now())", "-c", "SELECT pg_sleep(3)", "-c", "COMMIT",
            ]
        ).start()
        try await Task.sleep(for: .milliseconds(1500))
        try promoter.source.psql("INSERT INTO item VALUES (51, 'sooner')")
        try await promoter.run()
        _ = try await late.finish()
        #expect(try await promoter.run().summary == ["item: +1 ~0 -0"])
        #expect(promoter.reading(of: "public.item")?.hasPrefix("read by its index on at, from ") == true)
    }

    @Test(arguments: [
        ("CREATE TABLE item (id int PRIMARY KEY, at timestamptz NOT NULL)", "no index leads with at"),
        ("CREATE TABLE item (id int PRIMARY KEY, at timestamptz); CREATE INDEX ON item (at)", "at may be NULL"),
        (
            "CREATE TABLE item (id int PRIMARY KEY, at timestamp NOT NULL); CREATE INDEX ON item (at)",
            "at is no timestamp with time zone"
        ),
        (
            "CREATE TABLE item (id int PRIMARY KEY, at timestamptz NOT NULL); CREATE INDEX ON item (at) WHERE id > 0",
            "no index leads with at"
        ),
        (good + "INSERT INTO item VALUES (1, 'v', now() + interval '1 h')", "at has a stamp in the future"),
    ])
    func `a table that can't be gone by`(schema: String, why: String) async throws {
        let promoter = try promoter(schema)
        try await promoter.run()
        _ = try await promoter.plan()
        let reading = promoter.reading(of: "public.item") ?? ""
        #expect(
            reading.hasPrefix("read by transaction") && reading.hasSuffix("its index is not used: \(why)"), "\(reading)"
        )
    }

    @Test func `one late stamp ends it, until a full compare was asked for`() async throws {
        let promoter = try promoter(Self.good)
        try promoter.source.psql("INSERT INTO item VALUES (1, 'v'), (2, 'v')")
        try await promoter.run()
        try promoter.source.psql("UPDATE item SET v = 'unseen' WHERE id = 1")
        try promoter.source.psql("UPDATE item SET at = now() - interval '1 day' WHERE id = 1")
        #expect(try await promoter.plan().isEmpty)
        try promoter.target.psql("UPDATE seedd.watermark SET reconciled_at = now() - interval '2 days'")
        #expect(try await promoter.run().summary == ["item: +0 ~1 -0"])
        #expect(
            promoter.warnings.contains { $0.hasPrefix("at can't be trusted: 1 change came") }, "\(promoter.warnings)")
        _ = try await promoter.plan()
        #expect(promoter.reading(of: "public.item")?.hasSuffix("1 change came with a late stamp or none") == true)
        var full = Planner.Options()
        full.isFull = true
        try await promoter.run(full)
        _ = try await promoter.plan()
        #expect(promoter.reading(of: "public.item")?.hasPrefix("read by its index") == true)
    }

    @Test func `a transaction that is prepared keeps the mark where it was`() async throws {
        let promoter = try promoter(Self.good)
        try await promoter.run()
        try promoter.source.psql(
            "BEGIN; INSERT INTO item VALUES (1, 'p'); PREPARE TRANSACTION '\(promoter.source.name)'")
        try promoter.source.psql("SELECT pg_sleep(1.1); INSERT INTO item VALUES (2, 'v')")
        #expect(try await promoter.run().summary == ["item: +1 ~0 -0"])
        try promoter.source.psql("COMMIT PREPARED '\(promoter.source.name)'")
        #expect(try await promoter.run().summary == ["item: +1 ~0 -0"])
        #expect(promoter.reading(of: "public.item")?.hasPrefix("read by its index") == true)
    }

    /// The target's edit is no fault of the source's column.
    @Test func `a row that was edited at the target does not end trust`() async throws {
        let promoter = try promoter(Self.good)
        try promoter.source.psql("INSERT INTO item VALUES (1, 'v'), (2, 'v')")
        try await promoter.run()
        try promoter.source.psql("SELECT pg_sleep(1.1); UPDATE item SET v = 'new', at = now() WHERE id = 1")
        try await promoter.run()
        try promoter.source.psql("SELECT pg_sleep(1.1); UPDATE item SET v = 'new', at = now() WHERE id = 2")
        try await promoter.run()
        try promoter.target.psql("UPDATE item SET v = 'hot fix' WHERE id = 1")
        try promoter.target.psql("UPDATE seedd.watermark SET reconciled_at = now() - interval '2 days'")
        #expect(try await promoter.run().summary == ["item: +0 ~1 -0"])
        #expect(promoter.warnings.filter { $0.contains("not seen: id=1;") }.count == 1)
        #expect(!promoter.warnings.contains { $0.contains("can't be trusted") })
        _ = try await promoter.plan()
        #expect(promoter.reading(of: "public.item")?.hasPrefix("read by its index") == true)
    }

    @Test func `a row that a mirror finds by its key alone came with a late stamp`() async throws {
        let promoter = try promoter(Self.good)
        try promoter.source.psql("INSERT INTO item VALUES (1, 'v')")
        try await promoter.run()
        try promoter.source.psql("INSERT INTO item VALUES (2, 'v', '2001-01-01')")
        #expect(try await promoter.run().summary == ["item: +1 ~0 -0"])
        #expect(promoter.warnings.contains { $0.hasPrefix("at can't be trusted: 1 change came") })
    }
}
