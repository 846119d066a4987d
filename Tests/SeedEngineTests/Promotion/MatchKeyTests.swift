import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Columns of any type can say which row is which; rows that can't be told apart are refused.
@Suite(.environments)
struct MatchKeyTests {
    private static let types = [
        ("int", ["-5", "0", "7", "2147483647"]), ("bigint", ["-5", "0", "7", "9223372036854775807"]),
        ("text", ["'a'", "'B'", "'ñ''\\'", "'\u{1F600}\n'"]),
        ("text COLLATE \"und-x-icu\"", ["'a'", "'B'", "'ä'", "'-b'"]),
        ("uuid", ["md5('a')::uuid", "md5('b')::uuid", "md5('c')::uuid", "md5('d')::uuid"]),
        ("pair", ["(1,'a')", "(2,'b,\"c')", "(3,'')", "(4,'x y')"]), ("citext", ["'a'", "'B'", "'c'", "'D'"]),
        ("ltree", ["'a'", "'a.b'", "'a.B'", "'c'"]),
        ("numeric", ["1.0", "-3", "1e20", "0.001"]),
        ("date", ["'infinity'", "'2026-01-01'", "'0044-03-15 BC'", "'-infinity'"]),
        ("mood", ["'so so'", "'sad'", "'Happy'", "'x\"y'"]), ("char(3)", ["'a'", "'b'", "'c'", "''"]),
        ("name", ["'a'", "'b'", "'c'", "'d'"]),
        ("int[]", ["'{1,2}'", "'{}'", "'{{1},{2}}'", "'{3}'"]),
        ("text[]", ["'{a}'", "'{\"a,b\"}'", "'{\"\\\"\"}'", "'{NULL}'"]),
        ("int4range", ["'[1,2)'", "'empty'", "'(,5)'", "'[7,)'"]),
        ("timestamptz", ["'2026-01-01'", "'epoch'", "'infinity'", "'2026-07-01'"]),
        ("bool, x int", ["true, 1", "false, 1", "true, 2", "false, 2"]),
        ("inet", ["'10.0.0.1'", "'10.0.0.1/8'", "'::1'", "'0.0.0.0'"]),
        ("bytea", ["'\\x00'", "'\\x5c'", "'\\xff'", "'\\x'"]), ("code", ["'007'", "'NO'", "'1e3'", "'null'"]),
    ]

    @Test func everyType() async throws {
        let databases = try TestEnvironments.current
        let lacking = databases.lacking(Self.types.map(\.0))
        let types = Self.types.filter { !lacking.contains($0.0) }
        let tables = types.enumerated().map { number, type in
            """
            CREATE TABLE k\(number) (k \(type.0), v text, PRIMARY KEY (k\(type.0.contains(", x") ? ", x" : "")));
            INSERT INTO k\(number) VALUES (\(type.1[0]), 'a'), (\(type.1[1]), 'b'), (\(type.1[2]), 'c');
            """
        }
        try databases.psql(
            """
            CREATE DOMAIN code AS text CHECK (value <> ''); CREATE TYPE pair AS (a int, b text);
            CREATE TYPE mood AS ENUM ('sad', 'so so', 'Happy', 'x"y');
            """ + tables.joined())
        let edits = types.enumerated().map { number, type in
            """
            DELETE FROM k\(number) WHERE v = 'b'; UPDATE k\(number) SET v = 'x' WHERE v = 'c';
            INSERT INTO k\(number) VALUES (\(type.1[3]), 'd');
            """
        }
        try databases.source.psql(edits.joined())
        try await Promoter.mirror("public").roundTrip(types.indices.map { "k\($0): +1 ~1 -1" }.sorted())
    }

    @Test func repeatedAndNullKeysAreListed() async throws {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE TABLE t (id serial PRIMARY KEY, code text, v int)")
        try databases.source.psql("INSERT INTO t (code) SELECT 'c' || n / 2 FROM generate_series(0, 29) n")
        var error = try await Promoter(TableRule(name: "t", match: ["code"])).refusal()
        #expect(error.code == .badData)
        #expect(error.problem.contains("15 rows in staging repeat a match key (code)"))
        #expect(error.detail?.split(separator: "\n").count == 10)
        #expect(error.detail?.contains("code=c0") == true)
        try databases.psql("TRUNCATE t")
        try databases.target.psql("INSERT INTO t (code) VALUES (NULL), ('a')")
        error = try await Promoter(TableRule(name: "t", match: ["code"])).refusal()
        #expect(error.code == .badData)
        #expect(error.problem.contains("1 row in production has NULL in the match key (code)"))
    }

    @Test func nullsThatAreNotDistinct() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE t (a text NOT NULL, b text, v int, UNIQUE NULLS NOT DISTINCT (a, b));
            INSERT INTO t VALUES ('x', NULL, 1), ('x', 'NULL', 1), ('y', NULL, 1)
            """)
        try databases.source.psql(
            "UPDATE t SET v = 2 WHERE b IS NULL AND a = 'x'; DELETE FROM t WHERE a = 'y'; INSERT INTO t VALUES ('z', NULL, 1)"
        )
        try await Promoter(TableRule(name: "t", match: ["a", "b"], mode: .mirror)).roundTrip(["t: +1 ~1 -1"])
    }

    /// `=` of the column says they are one; the other side can't hold both.
    @Test func twinsUnderACollationThatIsNotDeterministic() async throws {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE COLLATION ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false)")
        try databases.source.psql("CREATE TABLE t (code text PRIMARY KEY); INSERT INTO t VALUES ('a'), ('A')")
        try databases.target.psql("CREATE TABLE t (code text COLLATE ci PRIMARY KEY)")
        let error = try await Promoter(TableRule(name: "t")).refusal()
        #expect(error.code == .badData)
    }

    @Test func collationsOfTheTwoSidesMayDiffer() async throws {
        let databases = try TestEnvironments.current
        try databases.source.psql("CREATE TABLE t (code text COLLATE \"C\" PRIMARY KEY, v text)")
        try databases.target.psql("CREATE TABLE t (code text COLLATE \"und-x-icu\" PRIMARY KEY, v text)")
        let rows = "SELECT c, c FROM unnest(ARRAY['a', 'B', 'ä', 'Z', '_', '-a', 'ß', 'ss', 'é', U&'e\\0301']) c"
        try databases.psql("INSERT INTO t \(rows)")
        try databases.source.psql("UPDATE t SET v = 'x' WHERE code IN ('ä', 'Z'); DELETE FROM t WHERE code = 'é'")
        try await Promoter.mirror("public").roundTrip(["t: +0 ~2 -1"])
    }

    /// A source has no key of its own when it is a view.
    @Test func viewAsSource() async throws {
        let databases = try TestEnvironments.current
        try databases.source.psql(
            "CREATE TABLE base (code text, n int); INSERT INTO base VALUES ('a', 1), ('b', 2); CREATE VIEW t AS SELECT code, n * 2 AS n FROM base"
        )
        try databases.target.psql(
            "CREATE TABLE t (code text PRIMARY KEY, n int); INSERT INTO t VALUES ('a', 1), ('z', 1)")
        try await Promoter(TableRule(name: "public.t", match: ["code"], mode: .mirror)).sync()
        #expect(try databases.target.psql("SELECT code, n FROM t ORDER BY 1") == "a|2\nb|4")
    }
}
