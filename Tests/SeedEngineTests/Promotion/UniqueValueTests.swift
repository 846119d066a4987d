import SeedModel
import SeedTestKit
import Testing

/// Unique values that go from row to row: PostgreSQL checks each row at once, so no single UPDATE can do it.
@Suite(.environments)
struct UniqueValueTests {
    /// Types of a unique column, and five values of each.
    private static let types = [
        ("int NOT NULL", "n"), ("int", "n"), ("int CHECK (value > 0)", "n"), ("smallint NOT NULL", "n"),
        ("bigint NOT NULL CHECK (value > 0)", "n"), ("numeric NOT NULL", "n"), ("numeric(4,2) NOT NULL", "n + 0.5"),
        ("float8 NOT NULL", "n / 3.0"), ("text NOT NULL", "chr(96 + n)"), ("varchar(3) NOT NULL", "chr(96 + n)"),
        ("varchar(1) NOT NULL", "chr(96 + n)"), ("char(2) NOT NULL", "chr(96 + n)"), ("code NOT NULL", "chr(96 + n)"),
        ("text NOT NULL CHECK (value ~ '^[a-z0-9]+$')", "chr(96 + n)"), ("uuid NOT NULL", "md5(n::text)::uuid"),
        ("date NOT NULL", "date '2026-01-01' + n"),
        ("timestamptz NOT NULL", "timestamptz '2026-01-01' + n * interval '1 s'"),
    ]

    /// Keys and unique values whose `=` no search path of ours finds; values that only it takes for equal.
    @Test func swapsOfTypesOfExtensions() async throws {
        let databases = try TestEnvironments.current
        guard databases.lacking(["citext", "ltree"]).isEmpty else { return }
        try databases.psql(
            """
            CREATE TABLE t (path ltree PRIMARY KEY, code citext NOT NULL UNIQUE, place ltree UNIQUE);
            """)
        try databases.source.psql("INSERT INTO t VALUES ('a', 'B', 'y'), ('a.b', 'a', 'x'), ('c', 'c', NULL)")
        try databases.target.psql("INSERT INTO t VALUES ('a', 'A', 'x'), ('a.b', 'b', 'y'), ('d', 'd', 'd')")
        try await Promoter.mirror("public").roundTrip(["t: +1 ~2 -1"])
    }

    @Test func swapsAndCycles() async throws {
        let databases = try TestEnvironments.current
        let tables = Self.types.enumerated().map { number, type in
            """
            CREATE TABLE t\(number) (id int PRIMARY KEY, value \(type.0) UNIQUE, note text);
            INSERT INTO t\(number) SELECT n, \(type.1) FROM generate_series(1, 6) n;
            """
        }
        try databases.psql("CREATE DOMAIN code AS text CHECK (value ~ '^[a-z0-9]{1,40}$');" + tables.joined())
        let edits = Self.types.enumerated().map { number, type in
            """
            DELETE FROM t\(number) WHERE id < 6;
            INSERT INTO t\(number) SELECT id, \(type.1) FROM (VALUES (1, 2), (2, 1), (3, 4), (4, 5), (5, 3)) v (id, n);
            """
        }
        try databases.source.psql(edits.joined())
        try await Promoter.mirror("public").roundTrip(Self.types.indices.map { "t\($0): +0 ~5 -0" }.sorted())
    }

    @Test func valuesOfDeletedAndUpdatedRowsAreTakenOver() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE t (id int PRIMARY KEY, code text NOT NULL UNIQUE);
            INSERT INTO t VALUES (1, 'deleted'), (2, 'updated'), (3, 'gone'), (4, 'last')
            """)
        try databases.source.psql(
            """
            DELETE FROM t WHERE id IN (1, 3); UPDATE t SET code = 'other' WHERE id = 2; UPDATE t SET code = 'gone' WHERE id = 4;
            INSERT INTO t VALUES (5, 'deleted'), (6, 'updated'), (7, 'last')
            """)
        try await Promoter.mirror("public").roundTrip(["t: +3 ~2 -2"])
    }

    @Test func keyOfTwoColumnsOfWhichOneChanges() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int NOT NULL, UNIQUE (a, b));
            INSERT INTO t VALUES (1, 1, 1), (2, 2, 2), (3, 2, 3)
            """)
        try databases.source.psql(
            "UPDATE t SET b = 4 WHERE id = 3; UPDATE t SET b = 3 WHERE id = 2; UPDATE t SET a = 2, b = 2 WHERE id = 1")
        try await Promoter.mirror("public").roundTrip(["t: +0 ~3 -0"])
    }

    /// None of these can arbitrate an ON CONFLICT.
    @Test func deferrablePartialAndExclusionConstraints() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE late (id int PRIMARY KEY, code text NOT NULL UNIQUE DEFERRABLE);
            CREATE TABLE partial (id int PRIMARY KEY, code text NOT NULL, live bool NOT NULL);
            CREATE UNIQUE INDEX ON partial (code) WHERE live;
            CREATE TABLE booking (id int PRIMARY KEY, during int4range NOT NULL, EXCLUDE USING gist (during WITH &&));
            INSERT INTO late VALUES (1, 'a'), (2, 'b');
            INSERT INTO partial VALUES (1, 'a', true), (2, 'a', false), (3, 'b', true);
            INSERT INTO booking VALUES (1, '[1,5)'), (2, '[5,9)'), (3, '[20,30)')
            """)
        try databases.source.psql(
            """
            DELETE FROM late; INSERT INTO late VALUES (1, 'b'), (2, 'a');
            UPDATE partial SET live = false WHERE id = 1; UPDATE partial SET live = true WHERE id = 2;
            DELETE FROM booking; INSERT INTO booking VALUES (1, '[5,8)'), (2, '[1,5)'), (4, '[21,22)')
            """)
        try await Promoter.mirror("public").roundTrip(["booking: +1 ~2 -1", "late: +0 ~2 -0", "partial: +0 ~2 -0"])
    }
}
