import Postgres
import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// `plan --sql`: a plan as a script that psql runs.
@Suite(.environments)
struct ScriptTests {
    /// Three templates on both sides, of which the source changes one, deletes one and adds one.
    private func prepare() throws -> Promoter {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE templates (code text PRIMARY KEY, subject text);
            INSERT INTO templates VALUES ('WELCOME', 'Hi'), ('OLD', 'x'), ('SAME', 'y')
            """)
        try databases.source.psql(
            """
            UPDATE templates SET subject = 'Hello' WHERE code = 'WELCOME'; DELETE FROM templates WHERE code = 'OLD';
            INSERT INTO templates VALUES ('NEW', NULL)
            """)
        return try .mirror("public")
    }

    private let rows = "SELECT string_agg(code || coalesce(subject, '-'), ',' ORDER BY code) FROM templates"

    @Test func whatItSaysAndDoes() async throws {
        let promoter = try prepare()
        let script = try await promoter.script()
        let text = try script.text
        #expect(text.hasPrefix("-- Job \"config\", from \"staging\" to \"production\",\n-- planned "))
        #expect(text.contains("--   public.templates: 1 to insert, 1 to update, 1 to delete\n"))
        #expect(text.contains("psql -X -v ON_ERROR_STOP=1 -d DATABASE -f FILE"))
        let outcome = try await script.run(promoter.target)
        #expect(outcome.exitCode == 0)
        #expect(outcome.standardOutput == "1 inserted, 1 updated, 1 deleted\n")
        #expect(outcome.standardError == "")
        #expect(try promoter.target.psql(rows) == "NEW-,SAMEy,WELCOMEHello")
        #expect(try await promoter.plan().isEmpty)
        // Run again, it finds that nothing is as it was.
        try await promoter.expectRefused(script, "code=WELCOME was changed since")
    }

    @Test(arguments: [
        ("UPDATE templates SET subject = 'Mine' WHERE code = 'WELCOME'", "code=WELCOME was changed since"),
        ("DELETE FROM templates WHERE code = 'OLD'", "code=OLD was deleted since"),
        ("INSERT INTO templates VALUES ('NEW', 'mine')", "code=NEW was inserted since"),
    ])
    func aRowThatMovedIsNamed(_ edit: String, _ words: String) async throws {
        let promoter = try prepare()
        let script = try await promoter.script()
        try promoter.target.psql(edit)
        try await promoter.expectRefused(
            script, "public.templates: rows are not as they were when the plan was made; nothing was written (1 row)")
        try await promoter.expectRefused(script, words)
        #expect(try await !script.run(promoter.target).standardError.contains("Mine"))
    }

    /// A row that the plan does not touch may change.
    @Test func anotherRowMayMove() async throws {
        let promoter = try prepare()
        let script = try await promoter.script()
        try promoter.target.psql("UPDATE templates SET subject = 'mine' WHERE code = 'SAME'")
        #expect(try await script.run(promoter.target).exitCode == 0)
        #expect(try promoter.target.psql(rows) == "NEW-,SAMEmine,WELCOMEHello")
    }

    @Test func anotherDatabaseIsRefusedUnlessItIsMeant() async throws {
        let promoter = try prepare()
        let copy = try TestServer.shared.copy(promoter.target)
        defer { try? TestServer.shared.drop([copy]) }
        let script = try await promoter.script()
        let elsewhere = try Promoter(promoter.job.tables, target: copy)
        try await elsewhere.expectRefused(script, "the plan was not made for this database, \(copy.name)")
        let outcome = try await script.run(copy, ["-v", "any_database=1"])
        #expect(outcome.exitCode == 0, "\(outcome)")
        #expect(try copy.psql(rows) == "NEW-,SAMEy,WELCOMEHello")
    }

    @Test func aTransactionOfSomebodyElseIsRefused() async throws {
        let promoter = try prepare()
        try await promoter.expectRefused(try await promoter.script(), "run it outside of one, without psql -1", ["-1"])
    }

    @Test func anotherRunOfTheJobIsNotDisturbed() async throws {
        let promoter = try prepare()
        let script = try await promoter.script()
        let run = try await PausedSession(
            "SELECT pg_advisory_lock(\(Lease.key("config").inlined))", then: "SELECT 1", in: promoter.target)
        try await promoter.expectRefused(script, "the job is being run against this database")
        try await run.finish()
    }

    @Test(arguments: ["LATIN1", "SQL_ASCII", "WIN1252"])
    func theClientsEncodingAndVariablesDontMatter(_ encoding: String) async throws {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE TABLE t (id text PRIMARY KEY, part text, tags int[])")
        try databases.source.psql("INSERT INTO t VALUES ('é😀', '日本', '{1,2,3}'), (':n', E'\\\\.', '{1}')")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror, filter: "tags[1:cardinality(tags)] <> '{9}'"))
        let script = try await promoter.script()
        let outcome = try await script.run(
            promoter.target,
            ["-v", "cardinality=1); DROP TABLE t; --", "-v", "AUTOCOMMIT=off", "-v", "ON_ERROR_ROLLBACK=on"],
            environment: [
                "PGCLIENTENCODING": encoding, "LANG": "C", "LC_ALL": "C",
                "PGOPTIONS": "-c standard_conforming_strings=off -c search_path=nowhere -c DateStyle=German",
            ])
        #expect(outcome.exitCode == 0, "\(outcome)")
        #expect(try databases.target.digests() == databases.source.digests())
    }

    @Test func aPlanThatWouldBeRefusedIsNoScript() async throws {
        let promoter = try prepare()
        let finding = Finding(.guardExceeded, .error, "public.templates", "too much")
        let error = await #expect(throws: SeedError.self) { try await promoter.script(refusals: [finding]) }
        #expect(error?.code == .refused)
        #expect(error?.problem.hasSuffix("public.templates: too much") == true)
    }

    @Test func aTableThatIsCopiedWholeIsNoScript() async throws {
        let promoter = try prepare()
        try promoter.source.psql(
            "INSERT INTO templates SELECT n, 'x' FROM generate_series(1, 20000) n; ANALYZE templates")
        try promoter.target.psql("DELETE FROM templates")
        let error = await #expect(throws: SeedError.self) { try await promoter.script(streamsWholeTables: true) }
        #expect(error?.subject == "public.templates")
        try await promoter.expectParity()
    }

    @Test func anEmptyPlanWritesNothing() async throws {
        let promoter = try prepare()
        try await promoter.sync()
        let outcome = try await promoter.script().run(promoter.target)
        #expect(outcome.exitCode == 0)
        #expect(outcome.standardOutput == "nothing to write\n")
    }
}
