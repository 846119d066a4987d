import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// A rollback sticks: what it undid is not promoted again until the source has something else.
@Suite(.environments)
struct HoldTests {
    private func prepare(_ table: String = "CREATE TABLE t (code text PRIMARY KEY, v text)") throws -> TestEnvironments
    {
        let databases = try TestEnvironments.current
        try databases.psql(table)
        return databases
    }

    private func rows(_ database: TestDatabase) throws -> String {
        try database.psql("SELECT code, v FROM t ORDER BY code COLLATE \"C\"")
    }

    private func standing(_ database: TestDatabase) throws -> String {
        try database.psql("SELECT count(*) FROM seedd.hold")
    }

    /// Source: a updated, b deleted, n inserted.
    private func promoted() async throws -> (TestEnvironments, Promoter, RunResult) {
        let databases = try prepare()
        try databases.psql("INSERT INTO t VALUES ('a', '1'), ('b', '1'), ('z', '1')")
        try databases.source.psql(
            "UPDATE t SET v = 'bad' WHERE code = 'a'; DELETE FROM t WHERE code = 'b'; INSERT INTO t VALUES ('n', 'bad')"
        )
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror))
        return (databases, promoter, try await promoter.sync())
    }

    @Test func undoneRowsStayUndone() async throws {
        let (databases, promoter, run) = try await promoted()
        try await promoter.rollback(run)
        #expect(try rows(databases.target) == "a|1\nb|1\nz|1")
        #expect(try standing(databases.target) == "3")
        let plan = try await promoter.plan()
        #expect(plan.isEmpty)
        #expect(plan.counts == ChangeCounts(unchanged: 1, held: 3))
        var reasons: [String] = []
        try plan.tables[0].changes.forEach { change in
            reasons.append(change.reason ?? "")
            return change.kind == .held
        }
        #expect(reasons.count == 3)
        #expect(reasons.allSatisfy { $0.hasPrefix("rolled back 2") && $0.hasSuffix(" to \(run.snapshot ?? "?")") })
    }

    @Test func anotherSourceValueIsPromotedAndItsHoldGoes() async throws {
        let (databases, promoter, run) = try await promoted()
        try await promoter.rollback(run, asksSource: true)
        try databases.source.psql(
            "UPDATE t SET v = 'good' WHERE code = 'a'; INSERT INTO t VALUES ('b', 'again'), ('c', 'new')")
        #expect(try await promoter.plan().summary == ["t: +1 ~2 -0"])
        try await promoter.sync()
        #expect(try rows(databases.target) == "a|good\nb|again\nc|new\nz|1")
        #expect(try databases.target.psql("SELECT key FROM seedd.hold") == "{n}")
        #expect(try await promoter.plan().counts.held == 1)
    }

    @Test func rollbackOfTheRollbackLifts() async throws {
        let (databases, promoter, run) = try await promoted()
        let undo = try await promoter.rollback(run)
        let redo = try await promoter.rollback(undo)
        #expect(try rows(databases.source) == rows(databases.target))
        #expect(try standing(databases.target) == "0")
        // And taken back once more they are held again.
        try await promoter.rollback(redo)
        #expect(try standing(databases.target) == "3")
        #expect(try await promoter.plan().counts == ChangeCounts(unchanged: 1, held: 3))
    }

    /// The source still has what the first rollback rejected.
    @Test func rollingFurtherBackKeepsHolds() async throws {
        let databases = try prepare()
        try databases.psql("INSERT INTO t VALUES ('a', '1')")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror))
        try databases.source.psql("UPDATE t SET v = '2'")
        let first = try await promoter.sync()
        try databases.source.psql("UPDATE t SET v = '3'")
        let second = try await promoter.sync()
        try await promoter.rollback(second)
        try await promoter.rollback(first)
        #expect(try rows(databases.target) == "a|1")
        #expect(try await promoter.plan().counts == ChangeCounts(held: 1))
    }

    @Test func aSecondRollbackReplacesTheHold() async throws {
        let databases = try prepare()
        try databases.psql("INSERT INTO t VALUES ('a', '1')")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror))
        for value in ["bad", "worse"] {
            try databases.source.psql("UPDATE t SET v = '\(value)'")
            try await promoter.rollback(try await promoter.sync())
            #expect(try standing(databases.target) == "1")
        }
        #expect(try await promoter.plan().counts.held == 1)
        try databases.source.psql("UPDATE t SET v = 'bad'")
        #expect(try await promoter.plan().counts == ChangeCounts(update: 1))
    }

    /// What of the source is undone with somebody's edit is not known.
    @Test func rowThatWasEditedSinceIsHeldWhateverTheSourceHas() async throws {
        let (databases, promoter, run) = try await promoted()
        try databases.target.psql("UPDATE t SET v = 'mine' WHERE code = 'a'")
        try await promoter.rollback(run)
        try databases.source.psql("UPDATE t SET v = 'other' WHERE code = 'a'")
        #expect(try await promoter.plan().counts == ChangeCounts(unchanged: 1, held: 3))
    }

    /// Somebody may have deleted it, and the source have another by now.
    @Test func rowThatIsPutBackIsHeldWhateverTheSourceHas() async throws {
        let (databases, promoter, run) = try await promoted()
        try await promoter.rollback(run)
        #expect(try databases.target.psql("SELECT rejected FROM seedd.hold WHERE key = '{b}'") == "any")
        try databases.source.psql("INSERT INTO t VALUES ('b', '2')")
        #expect(try await promoter.plan().counts == ChangeCounts(unchanged: 1, held: 3))
    }

    @Test func columnThatIsNewerThanTheHoldIsTold() async throws {
        let (databases, promoter, run) = try await promoted()
        try await promoter.rollback(run, asksSource: true)
        try databases.psql("ALTER TABLE t ADD extra text DEFAULT 'x', ADD more int")
        func reason() async throws -> String {
            var reason = ""
            try await promoter.plan().tables[0].changes.forEach { change in
                if change.key == ["a"] { reason = change.reason ?? "" }
                return true
            }
            return reason
        }
        #expect(try await reason().hasSuffix("to \(run.snapshot ?? "?")"))
        try databases.source.psql("UPDATE t SET extra = 'mended' WHERE code = 'a'")
        #expect(try await promoter.plan().counts.held == 3)
        #expect(
            try await reason().hasSuffix("; column extra is newer than the hold; seedd release promotes it"))
    }

    /// A row that is held by two keys is not held by one of them once it is promoted.
    @Test func everyHoldOfAPromotedRowGoes() async throws {
        let databases = try prepare("CREATE TABLE t (id int PRIMARY KEY, code text UNIQUE NOT NULL, v text)")
        try databases.psql("INSERT INTO t VALUES (1, 'a', '1')")
        try databases.source.psql("UPDATE t SET v = 'bad'")
        let promoters = [
            try Promoter(TableRule(name: "t", mode: .mirror)),
            try Promoter(TableRule(name: "t", match: ["code"], mode: .mirror)),
        ]
        for promoter in promoters {
            try await promoter.rollback(try await promoter.sync())
            try databases.target.psql(
                "CREATE TABLE IF NOT EXISTS kept AS TABLE seedd.hold WITH NO DATA; "
                    + "INSERT INTO kept TABLE seedd.hold; DELETE FROM seedd.hold")
        }
        try databases.target.psql("INSERT INTO seedd.hold TABLE kept")
        #expect(try standing(databases.target) == "2")
        #expect(try await promoters[0].plan().counts == ChangeCounts(held: 1))
        try databases.source.psql("UPDATE t SET v = 'good'")
        try await promoters[0].sync()
        #expect(try rows(databases.target) == "a|good")
        #expect(try standing(databases.target) == "0")
    }

    @Test(arguments: [
        ("a int, b text", "(1, E'x\\ty'), (2, E'l\\nm'), (-3, 'Zürich 東京 😀')"),
        ("a text, b numeric", "(E'\\\\N', 1.50), ('{\"x\",NULL}', -0), ('', 1e3)"),
        ("a uuid, b date", "('00000000-0000-0000-0000-000000000001', '2026-11-20')"),
    ])
    func keysOfAnyKind(columns: String, keys: String) async throws {
        let databases = try prepare("CREATE TABLE t (\(columns), v text, w bytea, PRIMARY KEY (b, a))")
        try databases.source.psql(
            "INSERT INTO t (a, b) VALUES \(keys); UPDATE t SET v = E'a\\tb\\n\\\\', w = '\\x00ff'")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror))
        let run = try await promoter.sync()
        try await promoter.rollback(run)
        let held = try await promoter.plan().counts
        #expect(held == ChangeCounts(held: run.counts.insert))
        try databases.source.psql("UPDATE t SET v = NULL")
        #expect(try await promoter.plan().counts == ChangeCounts(insert: run.counts.insert))
    }

    @Test func nullInTheKey() async throws {
        let databases = try prepare("CREATE TABLE t (code text, v text, UNIQUE NULLS NOT DISTINCT (code))")
        try databases.psql("INSERT INTO t VALUES (NULL, '1'), ('NULL', '1')")
        try databases.source.psql("UPDATE t SET v = 'bad'")
        let promoter = try Promoter(TableRule(name: "t", match: ["code"], mode: .mirror))
        try await promoter.rollback(try await promoter.sync())
        #expect(try await promoter.plan().counts == ChangeCounts(held: 2))
        try databases.source.psql("UPDATE t SET v = 'good' WHERE code IS NULL")
        try await promoter.sync()
        #expect(try databases.target.psql("SELECT v FROM t ORDER BY code NULLS FIRST") == "good\n1")
        #expect(try databases.target.psql("SELECT key FROM seedd.hold") == "{\"NULL\"}")
    }

    @Test func renamedTable() async throws {
        let databases = try TestEnvironments.current
        try databases.source.psql("CREATE TABLE t (code text PRIMARY KEY, v text); INSERT INTO t VALUES ('a', 'bad')")
        try databases.target.psql("CREATE TABLE u (code text PRIMARY KEY, v text); INSERT INTO u VALUES ('a', '1')")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror, rename: "u"))
        try await promoter.rollback(try await promoter.sync())
        #expect(try databases.target.psql("SELECT table_name FROM seedd.hold") == "u")
        #expect(try await promoter.plan().counts == ChangeCounts(held: 1))
    }

    @Test func orderOfColumnsDoesNotMatter() async throws {
        let databases = try prepare("CREATE TABLE t (code text PRIMARY KEY, v text, w text)")
        try databases.psql("INSERT INTO t VALUES ('a', '1', '1')")
        try databases.source.psql("UPDATE t SET v = 'bad'")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror))
        try await promoter.rollback(try await promoter.sync())
        try databases.psql("ALTER TABLE t ADD x text; ALTER TABLE t RENAME v TO v0; ALTER TABLE t ADD v text")
        try databases.source.psql("UPDATE t SET v = v0")
        try databases.target.psql("UPDATE t SET v = v0")
        try databases.psql("ALTER TABLE t DROP v0")
        #expect(try await promoter.plan().counts == ChangeCounts(held: 1))
        // Of a column that is gone it can't be told.
        try databases.psql("ALTER TABLE t DROP w")
        try databases.source.psql("UPDATE t SET v = 'good'")
        #expect(try await promoter.plan().counts == ChangeCounts(held: 1))
    }

    @Test func aChildOfAHeldParentIsRefusedWithAHint() async throws {
        let databases = try prepare(
            "CREATE TABLE p (code text PRIMARY KEY); CREATE TABLE t (code text PRIMARY KEY, v text, p text REFERENCES p)"
        )
        try databases.source.psql("INSERT INTO p VALUES ('p'); INSERT INTO t VALUES ('a', 'bad', 'p')")
        let promoter = try Promoter(TableRule(name: "p", mode: .mirror), TableRule(name: "t", mode: .mirror))
        try await promoter.rollback(try await promoter.sync())
        #expect(try await promoter.plan().counts == ChangeCounts(held: 2))
        try databases.source.psql("UPDATE t SET v = 'good'")
        let error = try await promoter.refusal()
        #expect(error.code == .badData)
        #expect(error.hint?.contains("seedd release config") == true)
        try databases.target.psql("DELETE FROM seedd.hold")
        try await promoter.sync()
        #expect(try databases.target.psql("SELECT * FROM t") == "a|good|p")
    }

    @Test func guardsDoNotCountHeldRows() async throws {
        let (_, promoter, run) = try await promoted()
        try await promoter.rollback(run)
        let plan = try await promoter.plan()
        #expect(promoter.promotion().guardViolations(plan).isEmpty)
    }

    @Test func aRollbackBetweenPlanAndRunIsSeen() async throws {
        let (databases, promoter, run) = try await promoted()
        try await promoter.rollback(run)
        try databases.target.psql("CREATE TABLE kept AS TABLE seedd.hold; DELETE FROM seedd.hold")
        let plan = try await promoter.plan()
        #expect(plan.counts.changes == 3)
        try databases.target.psql("INSERT INTO seedd.hold TABLE kept")
        let error = await #expect(throws: SeedError.self) { try await promoter.apply(plan) }
        #expect(error?.code == .refused)
        #expect(try rows(databases.target) == "a|1\nb|1\nz|1")
    }

    @Test func tableWithHoldsIsNotStreamedWhole() async throws {
        let databases = try prepare()
        try databases.source.psql(
            "INSERT INTO t SELECT 'k' || g, 'bad' FROM generate_series(1, 25000) g; ANALYZE t")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror))
        var options = Planner.Options()
        options.streamsWholeTables = true
        try await promoter.rollback(try await promoter.sync(options))
        #expect(try standing(databases.target) == "25000")
        try databases.source.psql("UPDATE t SET v = 'good' WHERE code = 'k7'")
        let plan = try await promoter.plan(options)
        #expect(plan.counts == ChangeCounts(insert: 1, held: 24999))
        try await promoter.sync(options)
        #expect(try rows(databases.target) == "k7|good")
        #expect(try standing(databases.target) == "24999")
    }

    /// Rows are known by their run's transaction id, which those of a subtransaction do not carry.
    @Test func runsBetweenEncodingsAreKnownByTheirRows() async throws {
        func options(_ encoding: String) -> String { "ENCODING '\(encoding)' LC_COLLATE 'C' LC_CTYPE 'C'" }
        let databases = try TestEnvironments.create(source: options("UTF8"), target: options("LATIN1"))
        defer { try? databases.drop() }
        let (source, target) = (databases.source, databases.target)
        for database in [source, target] {
            try database.psql("SET client_encoding = UTF8; CREATE TABLE t (code text PRIMARY KEY, v text)")
            try database.psql("SET client_encoding = UTF8; INSERT INTO t VALUES ('é', '1')")
        }
        try source.psql("SET client_encoding = UTF8; UPDATE t SET v = 'ü'")
        let promoter = try Promoter([TableRule(name: "t", mode: .mirror)], source: source, target: target)
        try await promoter.rollback(try await promoter.sync())
        #expect(try target.psql("SELECT count(*) FROM seedd.hold WHERE length(rejected) = 64") == "1")
        #expect(try await promoter.plan().counts == ChangeCounts(held: 1))
    }

    @Test func schemaOfAnOlderSeeddIsBroughtUp() async throws {
        let (databases, promoter, run) = try await promoted()
        try databases.target.psql(
            "DROP TABLE seedd.hold, seedd.watermark, seedd.tick, seedd.touched, seedd.base, seedd.base_table; UPDATE seedd.schema_version SET version = 1"
        )
        #expect(try await promoter.plan().isEmpty)
        try await promoter.rollback(run)
        #expect(try databases.target.psql("SELECT version FROM seedd.schema_version ORDER BY 1") == "1\n6")
        #expect(try standing(databases.target) == "3")
    }

    @Test func holdsThatMayNotBeReadAreNotIgnored() async throws {
        let (databases, promoter, run) = try await promoted()
        try await promoter.rollback(run)
        let role = "\(databases.target.name)_reader"
        try databases.target.psql(
            "CREATE ROLE \(role) LOGIN; GRANT SELECT ON t TO \(role); GRANT USAGE ON SCHEMA seedd TO \(role); "
                + "GRANT SELECT ON seedd.run, seedd.touched, seedd.base TO \(role)")
        try databases.source.psql("GRANT \(role) TO CURRENT_USER; GRANT SELECT ON t TO \(role)")
        let reader = try Promoter(
            [TableRule(name: "t", mode: .mirror)], settings: Environment(name: "", location: .url(""), role: role))
        let error = await #expect(throws: SeedError.self) { try await reader.plan() }
        #expect(error?.code == .permission)
        #expect(error?.hint?.contains("GRANT SELECT ON seedd.hold TO \(role)") == true)
        try databases.target.psql("GRANT SELECT ON seedd.hold TO \(role)")
        #expect(try await reader.plan().counts.held == 3)
    }
}
