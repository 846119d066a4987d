import SeedModel
import SeedTestKit
import Testing

/// What only later versions of PostgreSQL have, where both servers are of one.
@Suite(.environments)
struct NewerServerTests {
    /// Nil, and said so, where a server is older than `major`.
    private func environments(since major: Int) throws -> TestEnvironments? {
        let environments = try TestEnvironments.current
        for database in [environments.source, environments.target] {
            let version = try database.psql("SHOW server_version_num")
            guard (Int(version) ?? 0) / 10_000 < major else { continue }
            Issue.record("NOT TESTED: needs PostgreSQL \(major), here is \(version)", severity: .warning)
            return nil
        }
        return environments
    }

    @Test func keysWithoutOverlaps() async throws {
        guard let databases = try environments(since: 18) else { return }
        try databases.psql(
            """
            CREATE TABLE price (item int4range, valid_at daterange, v int,
                PRIMARY KEY (item, valid_at WITHOUT OVERLAPS));
            CREATE TABLE sale (id int PRIMARY KEY, item int4range, during daterange,
                FOREIGN KEY (item, PERIOD during) REFERENCES price (item, PERIOD valid_at));
            INSERT INTO price VALUES ('[1,1]', '[2026-01-01,2026-02-01)', 1), ('[1,1]', '[2026-02-01,2026-03-01)', 2),
                ('[2,2]', '[2026-01-01,2026-03-01)', 3);
            INSERT INTO sale VALUES (1, '[1,1]', '[2026-01-10,2026-02-10)'), (2, '[2,2]', '[2026-01-10,2026-01-11)')
            """)
        try databases.source.psql(
            """
            UPDATE price SET v = 9 WHERE v = 2; DELETE FROM sale WHERE id = 2; DELETE FROM price WHERE v = 3;
            INSERT INTO price VALUES ('[3,3]', '[2026-01-01,2026-03-01)', 4);
            INSERT INTO sale VALUES (3, '[3,3]', '[2026-01-10,2026-02-10)')
            """)
        let promoter = try Promoter.mirror("public")
        try await promoter.roundTrip(["price: +1 ~1 -1", "sale: +1 ~0 -1"])
        let notUnique = promoter.sink.events.contains { "\($0)".contains("keeps the match key") }
        #expect(!notUnique)
    }

    @Test func virtualGeneratedColumns() async throws {
        guard let databases = try environments(since: 18) else { return }
        try databases.psql(
            """
            CREATE TABLE t (id int PRIMARY KEY, v int, twice int GENERATED ALWAYS AS (v * 2),
                thrice int GENERATED ALWAYS AS (v * 3) STORED);
            INSERT INTO t VALUES (1, 1), (2, 2), (3, 3)
            """)
        try databases.source.psql(
            "UPDATE t SET v = 5 WHERE id = 1; DELETE FROM t WHERE id = 2; INSERT INTO t VALUES (4, 4)")
        try await Promoter.mirror("public").roundTrip(["t: +1 ~1 -1"])
    }

    /// Rows may reference what is not there: nothing stands in the way of deleting it.
    @Test func referencesThatAreNotEnforced() async throws {
        guard let databases = try environments(since: 18) else { return }
        try databases.psql(
            """
            CREATE TABLE parent (id int PRIMARY KEY);
            CREATE TABLE child (id int PRIMARY KEY, parent int REFERENCES parent ON DELETE CASCADE NOT ENFORCED);
            INSERT INTO parent VALUES (1), (2); INSERT INTO child VALUES (1, 1), (2, 77)
            """)
        try databases.source.psql("DELETE FROM parent WHERE id = 1")
        let promoter = try Promoter(TableRule(name: "parent", mode: .mirror))
        try await promoter.roundTrip(["parent: +0 ~0 -1"])
        #expect(try databases.target.psql("SELECT count(*) FROM child") == "2")
    }

    @Test func keysWhoseNullsAreNotDistinct() async throws {
        guard let databases = try environments(since: 15) else { return }
        try databases.psql(
            """
            CREATE TABLE t (id int PRIMARY KEY, v int UNIQUE NULLS NOT DISTINCT, w text);
            INSERT INTO t VALUES (1, NULL), (2, 2), (3, 3)
            """)
        try databases.source.psql("UPDATE t SET v = 9 WHERE id = 1; UPDATE t SET v = NULL WHERE id = 2")
        try await Promoter.mirror("public").roundTrip(["t: +0 ~2 -0"])
    }
}
