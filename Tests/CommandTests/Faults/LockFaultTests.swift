import SeedTestKit
import Testing

/// Other sessions are in the way.
@Suite(.environments)
struct LockFaultTests {
    @Test(arguments: ["SHARE", "ROW EXCLUSIVE", "ACCESS EXCLUSIVE"])
    func `a table locked by another session`(mode: String) async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let before = try FaultFixture.digest(fixture.target)
        let holder = try await fixture.holding("LOCK TABLE price IN \(mode) MODE")
        let clock = ContinuousClock()
        let start = clock.now
        let result = try await fixture.run("sync", "--apply", "--lock-timeout", "1s")
        #expect(result.exitCode == 75, "\(result)")
        #expect(clock.now - start < .seconds(30))
        #expect(result.standardError.contains("price"))
        #expect(result.standardError.contains("by process "), "\(result)")
        #expect(result.standardError.contains("(psql)"), "\(result)")
        try await fixture.end(holder)
        try fixture.expectUntouched(before)
        try await fixture.expectNextRunSucceeds()
    }

    @Test func `a second run of the job is refused at once and names the first`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let first = try await fixture.paused(at: "mid-write")
        let clock = ContinuousClock()
        let start = clock.now
        let second = try await fixture.run("sync", "--apply", "--lock-timeout", "60s")
        #expect(second.exitCode == 75, "\(second)")
        #expect(clock.now - start < .seconds(30))
        #expect(second.standardError.contains("is being run against production by process "))
        #expect(second.standardError.contains("seedd config"))
        first.resume()
        #expect(try await first.finish().exitCode == 0)
        try fixture.expectPromoted()
    }

    @Test func `readers go on while rows are written`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let before = try FaultFixture.digest(fixture.target)
        let command = try await fixture.paused(at: "before-commit")
        #expect(try FaultFixture.digest(fixture.target) == before)
        command.resume()
        #expect(try await command.finish().exitCode == 0)
    }

    /// seedd waits for `price` and holds `currency`; the other way round for the other session.
    @Test func `a deadlock is tried again`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let other = try fixture.psql(
            """
            BEGIN; LOCK TABLE price IN ROW EXCLUSIVE MODE; SELECT 'held';
            DO $$BEGIN
                FOR i IN 1..3000 LOOP
                    EXIT WHEN EXISTS (SELECT FROM pg_locks WHERE NOT granted AND relation = 'price'::regclass);
                    PERFORM pg_sleep(0.01);
                END LOOP;
            END$$;
            LOCK TABLE currency IN ROW EXCLUSIVE MODE; COMMIT;
            """)
        try await other.waitForOutput("held")
        let result = try await fixture.run("sync", "--apply")
        #expect(result.exitCode == 0, "\(result)")
        #expect(result.standardError.contains("warning: attempt 1 failed, trying again"))
        #expect(try await other.finish().exitCode == 0)
        try fixture.expectPromoted()
    }

    @Test(arguments: [2, 100], ["40001", "40P01"])
    func `a serialization failure is tried again, three times at most`(failures: Int, sqlState: String) async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let before = try FaultFixture.digest(fixture.target)
        // A sequence counts attempts across rollbacks.
        try fixture.target.psql(
            """
            CREATE SEQUENCE tries;
            CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN
                IF nextval('public.tries') <= \(failures) THEN RAISE 'no' USING errcode = '\(sqlState)'; END IF;
                RETURN NULL;
            END$$;
            CREATE TRIGGER fail AFTER UPDATE ON flag FOR EACH STATEMENT EXECUTE FUNCTION fail();
            """)
        let result = try await fixture.run("sync", "--apply")
        #expect(result.exitCode == (failures > 3 ? 75 : 0), "\(result)")
        #expect(try fixture.target.psql("SELECT last_value FROM tries") == "3")
        if failures > 3 { try fixture.expectUntouched(before) } else { try fixture.expectPromoted() }
        #expect(try fixture.unfinishedSnapshots() == [])
    }

    @Test func `a statement past statement_timeout`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let before = try FaultFixture.digest(fixture.target)
        try fixture.slowWrite(seconds: 20)
        try fixture.configure(targetSettings: "statement_timeout: 1s")
        let result = try await fixture.run("sync", "--apply")
        #expect(result.exitCode == 75, "\(result)")
        #expect(result.standardError.contains("hint: raise statement_timeout"))
        try fixture.expectUntouched(before)
    }

    @Test func `a source table that can't be read in time is named`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let before = try FaultFixture.digest(fixture.target)
        try fixture.source.psql(
            """
            ALTER TABLE flag RENAME TO slow_flag;
            CREATE VIEW flag AS SELECT code, enabled FROM slow_flag WHERE pg_sleep(0.5) IS NOT NULL;
            ALTER DATABASE \(fixture.source.name) SET statement_timeout = 1000;
            """)
        try fixture.configureSource("statement_timeout: 1s")
        let result = try await fixture.run("sync", "--apply")
        #expect(result.exitCode == 75, "\(result)")
        #expect(result.standardError.contains("flag"))
        try fixture.expectUntouched(before)
    }
}
