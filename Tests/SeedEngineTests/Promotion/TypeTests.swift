import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Every built-in type: a change is one update, and arrives exactly.
@Suite(.environments)
struct TypeTests {
    private static func table(_ cases: [TypeCase]) -> String {
        cases.indices.map { "c\($0) \(cases[$0].type)" }.joined(separator: ", ")
    }

    @Test(arguments: ["subtle", "limits", "shapes"])
    func everyChangeIsOneUpdateAndArrivesExactly(_ group: String) async throws {
        let group = group == "subtle" ? TypeCase.subtle : group == "limits" ? TypeCase.limits : TypeCase.shapes
        let databases = try TestEnvironments.current
        let lacking = databases.lacking(group.map(\.type))
        let cases = group.filter { !lacking.contains($0.type) }
        let values = cases.map(\.before).joined(separator: ", ")
        // A row for each type: the row's own column changes, the others stay.
        try databases.psql(
            """
            \(TypeCase.prelude) CREATE TABLE t (id int PRIMARY KEY, \(Self.table(cases)));
            INSERT INTO t SELECT n, \(values) FROM generate_series(0, \(cases.count)) n
            """)
        let updates = cases.indices.map { "UPDATE t SET c\($0) = \(cases[$0].after) WHERE id = \($0);" }
        try databases.source.psql(updates.joined(separator: "\n"))
        let promoter = try Promoter.mirror("public")
        let changes = try await promoter.plan().changes
        let seen = Set(changes.map { $0.key[0] ?? "" })
        for index in cases.indices where !seen.contains("\(index)") { Issue.record("not seen: \(cases[index])") }
        #expect(changes.allSatisfy { $0.kind == .update && $0.changedColumns.count == 1 })
        try await promoter.roundTrip(["t: +0 ~\(cases.count) -0"])
    }

    @Test func equalValuesAreNoChange() async throws {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE TABLE t (id int PRIMARY KEY, f float8, j jsonb, m timestamptz, e interval, b bytea)")
        try databases.source.psql(
            "INSERT INTO t VALUES (1, 'NaN', '{\"a\": 1, \"b\":2}', '2026-01-01 00:00+00', '1 day', '\\x41')")
        try databases.target.psql(
            "INSERT INTO t VALUES (1, 'nan', '{\"b\": 2,\"a\":1}', '2026-01-01 05:00+05', 'P1D', 'A')")
        #expect(try await Promoter.mirror("public").plan().isEmpty)
    }

    /// What a role or a database sets for its sessions has no part in what a value is.
    @Test func settingsOfRolesAndDatabasesDoNotMatter() async throws {
        let databases = try TestEnvironments.current
        guard databases.lacking(["xml"]).isEmpty else { return }
        try databases.psql(
            """
            CREATE TABLE t (id int PRIMARY KEY, a timestamptz, b float8, c bytea, d interval, e money, f date, x xml);
            INSERT INTO t VALUES (1, '2026-01-01 12:00+00', 0.1::float8 + 0.2, '\\xff5c', '1 day 02:00', 1.5, '2026-02-01', '<a/>'),
                (2, '2026-01-01 12:00+00', 0.1::float8 + 0.2, '\\xff5c', '1 day 02:00', 1.5, '2026-02-01', '<a/>')
            """)
        try databases.target.psql(
            """
            CREATE SCHEMA other; CREATE TABLE other.t (id int PRIMARY KEY);
            DO $$ DECLARE s text; BEGIN FOREACH s IN ARRAY ARRAY['TimeZone = ''Asia/Kathmandu''', 'DateStyle = ''SQL, DMY''',
                'extra_float_digits = -15', 'bytea_output = escape', 'IntervalStyle = sql_standard', 'search_path = other',
                'xmloption = document', 'client_encoding = LATIN1', 'standard_conforming_strings = off',
                'default_transaction_isolation = ''read committed''', 'enable_hashjoin = off']
                LOOP EXECUTE format('ALTER DATABASE %I SET %s', current_database(), s); END LOOP; END $$
            """)
        #expect(try await Promoter(TableRule(name: "public.t", mode: .mirror)).plan().isEmpty)
        try databases.source.psql(
            "UPDATE t SET a = a + interval '1 us', b = 1 - 0.9::float8, c = '\\x5c00' WHERE id = 2")
        try await Promoter(TableRule(name: "public.t", mode: .mirror)).sync()
        let exact =
            "SELECT id, extract(epoch from a), encode(float8send(b), 'hex'), encode(c, 'hex'), d = '26:00', e FROM public.t ORDER BY id"
        let (wanted, found) = (try databases.source.psql(exact), try databases.target.psql(exact))
        #expect(found == wanted)
    }

    /// A cast is what somebody wants to read; COPY writes what the type prints.
    @Test func castsToTextAreNotAskedWhatAValueIs() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TYPE mood AS ENUM ('a', 'b', 'c'); CREATE TYPE pair AS (x int, y int);
            CREATE FUNCTION label(mood) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT 'a mood'$$;
            CREATE FUNCTION label(pair) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT 'a pair'$$;
            CREATE CAST (mood AS text) WITH FUNCTION label(mood) AS ASSIGNMENT;
            CREATE CAST (pair AS text) WITH FUNCTION label(pair) AS ASSIGNMENT;
            CREATE TABLE t (id mood PRIMARY KEY, v mood, p pair); INSERT INTO t VALUES ('a', 'a', (1, NULL)), ('b', NULL, NULL)
            """)
        try databases.source.psql(
            "UPDATE t SET v = 'b' WHERE id = 'a'; UPDATE t SET p = (NULL, NULL) WHERE id = 'b'; INSERT INTO t VALUES ('c', 'c', (2, 2))"
        )
        try await Promoter.mirror("public").roundTrip(["t: +1 ~2 -0"])
    }

    /// A declaration is in the cast's text and not in COPY's.
    @Test func xmlWithADeclaration() async throws {
        let databases = try TestEnvironments.current
        guard databases.lacking(["xml"]).isEmpty else { return }
        try databases.psql("CREATE TABLE t (id int PRIMARY KEY, v xml, w int)")
        try databases.psql("INSERT INTO t VALUES (1, '<?xml version=\"1.0\"?><b/>', 1)")
        try databases.source.psql(
            "UPDATE t SET w = 2; INSERT INTO t VALUES (2, '<?xml version=\"1.0\" encoding=\"latin1\"?><b/>', 1)")
        try await Promoter.mirror("public").roundTrip(["t: +1 ~1 -0"])
    }
}
