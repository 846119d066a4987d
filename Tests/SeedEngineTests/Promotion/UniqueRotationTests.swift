import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Unique values that are handed on where no other value is free for the time being.
@Suite(.environments)
struct UniqueRotationTests {
    /// Types of a unique column that have no value to spare, and the n-th value.
    private static let types = [
        ("bool NOT NULL", "n = 1"), ("mood NOT NULL", "(enum_range(NULL::mood))[n]"), ("bytea NOT NULL", "int4send(n)"),
        ("inet NOT NULL", "inet '10.0.0.0' + n"), ("int[] NOT NULL", "ARRAY[n]"),
        ("time NOT NULL", "time '10:00' + n * interval '1 s'"),
        ("interval NOT NULL", "n * interval '1 day'"), ("jsonb NOT NULL", "to_jsonb(n)"),
        ("\"char\" NOT NULL", "chr(96 + n)"),
        ("int NOT NULL CHECK (value BETWEEN 0 AND 5)", "n"), ("digit NOT NULL", "n"),
        ("pair NOT NULL", "ROW(n, 'x')::pair"),
        ("int NOT NULL GENERATED ALWAYS AS IDENTITY", "n"),
    ]

    /// Columns that the job leaves to the target stay with their rows.
    @Test func typesWithoutAValueToSpare() async throws {
        let databases = try TestEnvironments.current
        let tables = Self.types.enumerated().map { number, type in
            """
            CREATE TABLE t\(number) (id int PRIMARY KEY, value \(type.0) UNIQUE, note text DEFAULT 'none');
            INSERT INTO t\(number) OVERRIDING SYSTEM VALUE SELECT n, \(type.1), 'note' || n FROM generate_series(1, 2) n;
            """
        }
        try databases.psql(
            """
            CREATE TYPE mood AS ENUM ('sad', 'so so'); CREATE TYPE pair AS (a int, b text);
            CREATE DOMAIN digit AS int CHECK (value BETWEEN 0 AND 5);
            """ + tables.joined())
        for number in Self.types.indices {
            try databases.target.psql(
                """
                ALTER TABLE t\(number) ADD own timestamptz DEFAULT now();
                UPDATE t\(number) SET own = date '2026-01-01' + id
                """)
        }
        let edits = Self.types.enumerated().map { number, type in
            """
            DELETE FROM t\(number);
            INSERT INTO t\(number) OVERRIDING SYSTEM VALUE SELECT 3 - n, \(type.1) FROM generate_series(1, 2) n;
            """
        }
        try databases.source.psql(edits.joined())
        let promoter = try Promoter.mirror("public", ignore: ["note"])
        let before = try databases.target.digests()
        let run = try await promoter.sync()
        #expect(try await promoter.plan().isEmpty)
        for (number, type) in Self.types.enumerated() {
            #expect(
                try databases.target.psql(
                    """
                    SELECT count(*) FROM t\(number), generate_series(1, 2) n WHERE value = (\(type.1)) AND id = 3 - n
                    AND note = 'note' || id AND own = date '2026-01-01' + id
                    """) == "2", "\(type.0)")
        }
        try await promoter.rollback(run)
        #expect(try databases.target.digests() == before)
    }

    @Test(arguments: [
        "CREATE UNIQUE INDEX ON t (lower(code))", "CREATE UNIQUE INDEX ON t (upper(code), (id < 100)) WHERE live",
        "ALTER TABLE t ADD UNIQUE (code) DEFERRABLE", "ALTER TABLE t ADD UNIQUE (shout)",
        "ALTER TABLE t ADD EXCLUDE (lower(code) WITH =)", "ALTER TABLE t ADD UNIQUE NULLS NOT DISTINCT (code)",
    ])
    func chainsAcrossIndexesOfAllKinds(_ key: String) async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE t (id int PRIMARY KEY, code text CHECK (length(code) < 3), live bool DEFAULT true, v int,
                shout text GENERATED ALWAYS AS (upper(code)) STORED); \(key);
            CREATE TABLE child (id int PRIMARY KEY, t int NOT NULL REFERENCES t);
            INSERT INTO t SELECT n, chr(96 + n) FROM generate_series(1, 6) n; INSERT INTO child SELECT n, n FROM generate_series(1, 6) n
            """)
        // 1→2→3→1 in another case, a chain to a new value, a deleted row's value for an inserted one.
        try databases.source.psql(
            """
            DELETE FROM child WHERE id = 6; ALTER TABLE child DROP CONSTRAINT child_t_fkey; DELETE FROM t;
            INSERT INTO t (id, code) VALUES (1, 'B'), (2, 'C'), (3, 'A'), (4, 'e'), (5, 'X'), (7, 'f'), (8, 'd')
            """)
        try await Promoter.mirror("public").roundTrip(["child: +0 ~0 -1", "t: +2 ~5 -1"])
    }

    /// The value that changes hands is what others reference, and they come along.
    @Test func referencedValuesChangePlaces() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE parent (id int PRIMARY KEY, code text UNIQUE);
            CREATE TABLE child (id int PRIMARY KEY, code text NOT NULL REFERENCES parent (code) DEFERRABLE);
            INSERT INTO parent VALUES (1, 'a'), (2, 'b'); INSERT INTO child VALUES (1, 'a'), (2, 'b')
            """)
        try databases.source.psql(
            """
            BEGIN; SET CONSTRAINTS ALL DEFERRED; UPDATE parent SET code = 'x' WHERE id = 1;
            UPDATE parent SET code = 'a' WHERE id = 2; UPDATE parent SET code = 'b' WHERE id = 1;
            UPDATE child SET code = CASE code WHEN 'a' THEN 'b' ELSE 'a' END; COMMIT
            """)
        try await Promoter.mirror("public").roundTrip(["child: +0 ~2 -0", "parent: +0 ~2 -0"])
    }

    /// To delete the rows for a moment would take others along: this needs a DEFERRABLE constraint.
    @Test func rowsThatCanNotBeDeletedForAMoment() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE parent (id int PRIMARY KEY, rank bytea NOT NULL CONSTRAINT one_rank UNIQUE);
            CREATE TABLE child (id int PRIMARY KEY, parent int REFERENCES parent ON DELETE CASCADE);
            INSERT INTO parent VALUES (1, 'a'), (2, 'b'); INSERT INTO child VALUES (1, 1)
            """)
        try databases.source.psql(
            "UPDATE parent SET rank = 'x' WHERE id = 1; UPDATE parent SET rank = 'a' WHERE id = 2; UPDATE parent SET rank = 'b' WHERE id = 1"
        )
        let error = try await Promoter.mirror("public").refusal()
        #expect(error.code == .refused)
        #expect(error.problem.contains("2 rows hand values of the unique key one_rank to each other"))
        #expect(error.problem.contains("foreign key child_parent_fkey of public.child"))
        try databases.target.psql("ALTER TABLE parent DROP CONSTRAINT one_rank, ADD UNIQUE (rank) DEFERRABLE")
        try await Promoter.mirror("public").roundTrip(["parent: +0 ~2 -0"])
    }
}
