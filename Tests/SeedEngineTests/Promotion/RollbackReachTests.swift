import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// What a rollback leaves alone: rows that came into the filter by others, columns the job does not write.
@Suite(.environments)
struct RollbackReachTests {
    private func prepare() throws -> TestEnvironments {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE t (code text PRIMARY KEY, live bool NOT NULL, v text, seen text DEFAULT 'never');
            INSERT INTO t (code, live, v) VALUES ('a', true, '1'), ('b', true, '1'), ('y', false, '1')
            """)
        try databases.source.psql(
            "UPDATE t SET v = '2' WHERE code = 'a'; DELETE FROM t WHERE code = 'b'; INSERT INTO t VALUES ('n', true, '1')"
        )
        return databases
    }

    private func rows(_ database: TestDatabase) throws -> String {
        try database.psql("SELECT code, live, v, seen FROM t ORDER BY code")
    }

    @Test func rowsThatOthersBroughtIntoTheFilterStay() async throws {
        let databases = try prepare()
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror, filter: "live"))
        let run = try await promoter.sync()
        try databases.target.psql(
            "UPDATE t SET live = true WHERE code = 'y'; INSERT INTO t VALUES ('z', true, 'theirs')")
        let notes = try await promoter.undo(run).plan().plan.tables[0].notes
        #expect(notes == ["2 rows that came into the filter since are left: others wrote them"])
        try await promoter.rollback(run)
        #expect(try rows(databases.target) == "a|t|1|never\nb|t|1|never\ny|t|1|never\nz|t|theirs|never")
        // Also where there is nothing to write, and where the table was rewritten: then every row is looked at.
        for statement in ["", "VACUUM FULL t"] {
            try databases.target.psql(statement)
            let plan = try await promoter.undo(run).plan().plan
            #expect(plan.isEmpty)
            #expect(plan.tables[0].notes == notes)
        }
    }

    /// A row that one run inserts and the next one updates carries the transaction of the latter.
    @Test(arguments: [false, true])
    func rowsOfLaterRunsGoToo(isRewritten: Bool) async throws {
        let databases = try prepare()
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror, filter: "live"))
        let requested = try await promoter.snapshot().id
        let first = try await promoter.sync()
        try databases.source.psql("UPDATE t SET v = '3' WHERE code = 'n'; INSERT INTO t VALUES ('p', true, '3')")
        let second = try await promoter.sync()
        try databases.target.psql("INSERT INTO t VALUES ('z', true, 'theirs')")
        if isRewritten { try databases.target.psql("VACUUM FULL t") }
        // Of the second run's snapshot n is a part, and is updated by its rollback.
        try await promoter.rollback(second)
        #expect(try rows(databases.target) == "a|t|2|never\nn|t|1|never\ny|f|1|never\nz|t|theirs|never")
        let saved = "a|t|1|never\nb|t|1|never\ny|f|1|never\nz|t|theirs|never"
        let undone = try await promoter.rollback(first)
        #expect(try rows(databases.target) == saved)
        try await promoter.rollback(undone)
        try await promoter.rollback(to: requested)
        #expect(try rows(databases.target) == saved)
    }

    @Test func rowThatLeftTheFilterIsPutBackAndTheUndoUndone() async throws {
        let databases = try prepare()
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror, filter: "live"))
        let run = try await promoter.sync()
        try databases.target.psql("UPDATE t SET live = false WHERE code = 'a'")
        let undone = try await promoter.rollback(run)
        #expect(try rows(databases.target) == "a|t|1|never\nb|t|1|never\ny|f|1|never")
        try await promoter.rollback(undone)
        #expect(try rows(databases.target) == "a|f|2|never\nn|t|1|never\ny|f|1|never")
    }

    @Test func ignoredColumnsKeepWhatTheTargetHas() async throws {
        let databases = try prepare()
        try databases.target.psql("UPDATE t SET seen = 'monday'")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror, ignore: ["seen"]))
        let run = try await promoter.sync()
        try databases.target.psql("UPDATE t SET seen = 'tuesday'")
        try await promoter.rollback(run)
        // A row that comes back comes back whole; the others keep what was written since.
        #expect(try rows(databases.target) == "a|t|1|tuesday\nb|t|1|monday\ny|f|1|tuesday")
    }

    /// An update trigger may keep its stamp, in both directions.
    @Test func ignoredStampOfATrigger() async throws {
        let databases = try prepare()
        try databases.target.psql(
            """
            CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN NEW.seen := 'touched'; RETURN NEW; END $$;
            CREATE TRIGGER stamp BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION stamp()
            """)
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror, ignore: ["seen"]))
        let run = try await promoter.sync()
        try await promoter.rollback(run)
        #expect(try rows(databases.target) == "a|t|1|touched\nb|t|1|never\ny|f|1|never")
    }

    @Test func rowsMayNotLeaveTheFilterByBeingWritten() async throws {
        _ = try prepare()
        let rule = TableRule(
            name: "t", mode: .mirror, filter: "live", set: [.init(column: "live", expression: "false")])
        let error = try await Promoter(rule).refusal()
        #expect(error.code == .refused)
        #expect(error.problem.contains("outside the job's filter"))
    }
}
