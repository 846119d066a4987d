import SeedModel
import SeedTestKit
import Testing

/// Unique values that change hands where other rows have what would be free, and where types are small.
@Suite(.environments)
struct ParkedValueTests {
    /// Swaps of 1 and 2 beside a row that has the type's largest value, or the one before.
    @Test(arguments: [
        ("smallint", "1", "2", "32766"), ("int", "1", "2", "2147483646"), ("bigint", "1", "2", "9223372036854775806"),
        ("numeric(2,0)", "1", "2", "99"), ("numeric(4,2)", "10", "20", "99.99"), ("numeric", "1", "2", "1e30 - 1"),
        ("date", "'2020-01-01'", "'2020-01-02'", "'9999-12-30'"), ("float8", "1", "2", "1e300"),
        ("varchar(1)", "'a'", "'b'", "chr(2)"),
    ])
    func rowsHaveTheFarEnd(_ type: String, _ first: String, _ second: String, _ last: String) async throws {
        let databases = try TestEnvironments.current
        // What references the rows keeps them from being deleted for a moment, but for the text, which has no other end.
        let action = type.hasPrefix("varchar") ? "NO ACTION" : "CASCADE"
        try databases.psql(
            """
            CREATE TABLE t (id int PRIMARY KEY, u \(type) NOT NULL UNIQUE CHECK (u > '0001-01-01'));
            CREATE TABLE child (id int PRIMARY KEY, t int NOT NULL REFERENCES t ON DELETE \(action));
            """.replacing("'0001-01-01'", with: type == "date" ? "'0001-01-01'" : type.hasPrefix("v") ? "''" : "0"))
        try databases.source.psql("INSERT INTO t VALUES (1, \(first)), (2, \(second)), (3, \(last))")
        try databases.target.psql("INSERT INTO t VALUES (1, \(second)), (2, \(first)), (3, \(last))")
        try databases.psql("INSERT INTO child VALUES (1, 1), (2, 2)")
        try await Promoter.mirror("public").roundTrip(["t: +0 ~2 -0"])
    }

    /// More rows than the type has values, a few in each group.
    @Test func smallNumbersWithinGroups() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE p (id int PRIMARY KEY); INSERT INTO p SELECT generate_series(1, 8000);
            CREATE TABLE t (id int PRIMARY KEY, g int NOT NULL REFERENCES p, pos smallint NOT NULL, UNIQUE (g, pos));
            CREATE TABLE child (t int PRIMARY KEY REFERENCES t ON DELETE CASCADE)
            """)
        let rows = "FROM generate_series(1, 8000) g, generate_series(0, 5) i"
        try databases.source.psql("INSERT INTO t SELECT g * 10 + i, g, i \(rows)")
        try databases.target.psql("INSERT INTO t SELECT g * 10 + i, g, 5 - i \(rows)")
        try databases.psql("INSERT INTO child VALUES (11)")
        try await Promoter.mirror("public").roundTrip(["t: +0 ~48000 -0"])
    }

    /// What a row is parked at would put it into another partition, or none.
    @Test func partitionKeysAreNotParked() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE listed (id int NOT NULL, r text NOT NULL, u bytea NOT NULL, PRIMARY KEY (r, u)) PARTITION BY LIST (r);
            CREATE TABLE listed_a PARTITION OF listed FOR VALUES IN ('a');
            CREATE TABLE dated (id int NOT NULL, d date, u int NOT NULL, UNIQUE (d, u)) PARTITION BY RANGE (d);
            CREATE TABLE dated_2020 PARTITION OF dated FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
            CREATE TABLE sub (id int NOT NULL, a int NOT NULL, b int NOT NULL, UNIQUE (a, b)) PARTITION BY RANGE (a);
            CREATE TABLE sub_1 PARTITION OF sub FOR VALUES FROM (0) TO (10) PARTITION BY RANGE (b);
            CREATE TABLE sub_1_1 PARTITION OF sub_1 FOR VALUES FROM (0) TO (10)
            """)
        try databases.source.psql(
            """
            INSERT INTO listed VALUES (1, 'a', '1'), (2, 'a', '2'); INSERT INTO sub VALUES (1, 1, 1), (2, 1, 2);
            INSERT INTO dated VALUES (1, '2020-01-02', 1), (2, '2020-01-03', 1)
            """)
        try databases.target.psql(
            """
            INSERT INTO listed VALUES (1, 'a', '2'), (2, 'a', '1'); INSERT INTO sub VALUES (1, 1, 2), (2, 1, 1);
            INSERT INTO dated VALUES (1, '2020-01-03', 1), (2, '2020-01-02', 1)
            """)
        try await Promoter(
            ["listed", "dated", "sub"].map { TableRule(name: "public.\($0)", match: ["id"], mode: .mirror) }
        ).roundTrip(["dated: +0 ~2 -0", "listed: +0 ~2 -0", "sub: +0 ~2 -0"])
    }

    @Test(arguments: ["text", "int"])
    func manyRowsHandOnTheirValues(_ id: String) async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE t (n int GENERATED ALWAYS AS IDENTITY UNIQUE, id \(id) PRIMARY KEY, u int NOT NULL UNIQUE, v int);
            INSERT INTO t (id, u, v) SELECT i, i, 0 FROM generate_series(1, 8000) i
            """)
        try databases.source.psql(
            "DELETE FROM t; INSERT INTO t (id, u, v) SELECT i, 1 + i % 8000, 0 FROM generate_series(1, 8000) i")
        try await Promoter.mirror("public", ignore: ["n"]).sync()
        #expect(try databases.target.psql("SELECT count(*) FROM t WHERE u = 1 + id::int % 8000") == "8000")
        try databases.source.psql("UPDATE t SET v = 1")
        try await Promoter.mirror("public", ignore: ["n"]).sync()
        #expect(try databases.target.psql("SELECT sum(v) FROM t") == "8000")
    }
}
