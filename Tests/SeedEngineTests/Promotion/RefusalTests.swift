import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Differences of the two schemas that a plan is refused for, and values that the target refuses.
@Suite(.environments)
struct RefusalTests {
    @Test(arguments: [
        (
            "id int PRIMARY KEY, v numeric", "id int PRIMARY KEY, v numeric(4,2)",
            "v is numeric in staging and numeric(4,2) in production"
        ),
        (
            "id int PRIMARY KEY, v timestamptz", "id int PRIMARY KEY, v timestamp",
            "v is timestamp with time zone in staging and timestamp without time zone in production"
        ),
        ("id int PRIMARY KEY, v int", "id int PRIMARY KEY", "column v is only in staging"),
        (
            "id int PRIMARY KEY", "id int PRIMARY KEY, v int NOT NULL",
            "column v is only in production, NOT NULL and without a default"
        ),
        ("id int PRIMARY KEY, v mood", "id int PRIMARY KEY, v mood", "lacks the labels glad in production"),
        ("id int PRIMARY KEY, v oid", "id int PRIMARY KEY, v oid", "column v is an oid"),
        ("v int", "v int", "no primary key"), ("", "", "no primary key"),
    ])
    func schemasThatDoNotFit(_ source: String, _ target: String, _ message: String) async throws {
        let databases = try TestEnvironments.current
        try databases.source.psql("CREATE TYPE mood AS ENUM ('sad', 'glad'); CREATE TABLE t (\(source))")
        try databases.target.psql("CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE t (\(target))")
        let error = try await Promoter(TableRule(name: "t")).refusal()
        #expect(error.code == .configuration)
        #expect(error.problem.contains(message))
        #expect(error.subject == "public.t")
    }

    @Test func missingTableHasANearName() async throws {
        try TestEnvironments.current.psql("CREATE TABLE templates (id int PRIMARY KEY)")
        let error = try await Promoter(TableRule(name: "public.template")).refusal()
        #expect(error.code == .configuration)
        #expect(error.hint?.contains("public.templates") == true)
    }

    @Test(arguments: [
        ("v text CHECK (v <> 'bad')", "text"), ("v strict", "strict"),
        ("v text, EXCLUDE USING btree (v WITH =)", "text"),
        ("v text UNIQUE", "text"),
    ])
    func rowsThatTheTargetRefuses(_ column: String, _ type: String) async throws {
        let databases = try TestEnvironments.current
        try databases.source.psql(
            "CREATE DOMAIN strict AS text; CREATE TABLE t (id int PRIMARY KEY, v \(type)); INSERT INTO t VALUES (1, 'bad'), (2, 'ok'), (3, 'bad')"
        )
        try databases.target.psql(
            "CREATE DOMAIN strict AS text CHECK (value <> 'bad'); CREATE TABLE t (id int PRIMARY KEY, \(column))")
        let error = try await Promoter(TableRule(name: "t")).refusal()
        #expect(error.code == .badData)
        #expect(error.subject == "public.t")
        if type == "strict" { #expect(error.detail == "id=1" && error.problem.contains("column v")) }
        #expect(!error.description.contains("bad"), "a value is in the message")
    }

    @Test func rowsThatChangeAfterThePlan() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            "CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')")
        try databases.source.psql(
            "UPDATE t SET v = 'new' WHERE id = 1; DELETE FROM t WHERE id = 2; INSERT INTO t VALUES (4, 'd')")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror))
        let plan = try await promoter.plan()
        for (edit, undo, values) in [
            ("UPDATE t SET v = 'hot fix' WHERE id = 1", "UPDATE t SET v = 'a' WHERE id = 1", ["hot fix", "a"]),
            ("DELETE FROM t WHERE id = 1", "INSERT INTO t VALUES (1, 'a')", ["id=1"]),
            ("UPDATE t SET v = 'kept' WHERE id = 2", "UPDATE t SET v = 'b' WHERE id = 2", ["kept", "b"]),
            ("INSERT INTO t VALUES (4, 'app')", "DELETE FROM t WHERE id = 4", ["id=4"]),
        ] {
            try databases.target.psql(edit)
            let before = try databases.target.digests()
            let error = await #expect(throws: SeedError.self) { try await promoter.apply(plan) }
            #expect(error?.code == .refused)
            for value in values { #expect(error?.detail?.contains(value) == true, "\(value) after \(edit)") }
            #expect(try databases.target.digests() == before)
            try databases.target.psql(undo)
        }
        // A row that the plan does not touch may change.
        try databases.target.psql("UPDATE t SET v = 'other' WHERE id = 3")
        _ = try await promoter.apply(plan)
        #expect(try databases.target.psql("SELECT id, v FROM t ORDER BY 1") == "1|new\n3|other\n4|d")
    }

    @Test func surprisingVolume() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            "CREATE TABLE t (id int PRIMARY KEY, v int); INSERT INTO t SELECT n FROM generate_series(1, 20) n")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror))
        func violations() async throws -> [String] {
            promoter.promotion().guardViolations(try await promoter.plan()).map(\.message)
        }
        try databases.source.psql("DELETE FROM t WHERE id <= 2")
        #expect(try await violations() == [])
        try databases.source.psql("DELETE FROM t WHERE id <= 3")
        #expect(try await violations() == ["3 of 20 rows would be deleted, more than 10% (guard max_deletes)"])
        try databases.source.psql("TRUNCATE t")
        #expect(try await violations().contains { $0.contains("the source has no rows and the target has 20") })
    }

    /// Nothing was ever analyzed here: the share of a selection is of the rows that are there.
    @Test func aSelectionsShareIsOfTheRowsItWasSelectedFrom() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            "CREATE TABLE t (id int PRIMARY KEY, v int, live bool); INSERT INTO t SELECT n, n, n <= 20 FROM generate_series(1, 40) n"
        )
        try databases.source.psql("UPDATE t SET v = 0 WHERE id <= 12")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror, filter: "live"))
        func violations(_ ids: [String]) async throws -> [String] {
            var options = Planner.Options()
            options.only = [("id", ids)]
            return promoter.promotion().guardViolations(try await promoter.plan(options)).map(\.message)
        }
        #expect(try await violations(["1"]) == [])
        #expect(
            try await violations((1...12).map(String.init)) == [
                "12 of 20 rows would change, more than 50% (guard max_changed)"
            ])
    }

    @Test func deletedAndInsertedAgainIsOneUpdateOrNothing() async throws {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE TABLE t (id int PRIMARY KEY, v int); INSERT INTO t VALUES (1, 1), (2, 2)")
        try databases.source.psql("DELETE FROM t; INSERT INTO t VALUES (2, 2), (1, 9)")
        try await Promoter.mirror("public").roundTrip(["t: +0 ~1 -0"])
    }
}
