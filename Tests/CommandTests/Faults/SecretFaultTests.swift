import Foundation
import SeedTestKit
import Testing

/// No password and no value of a failed statement in anything that is written or can be seen.
@Suite(.environments)
struct SecretFaultTests {
    static let marker = "mArKeR-5731"

    @Test func `a password is in no sink`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        try fixture.configure(
            source: fixture.source.connectionString + " password=$SECRET",
            target: fixture.target.connectionString + " password=$SECRET")
        let environment = ["SECRET": Self.marker]
        var sinks = ""
        let commands = [
            ["plan", "-vv"], ["config", "show"], ["check"], ["sync", "--apply", "-vv", "--output", "json"],
        ]
        for arguments in commands {
            sinks += try await CommandRun(
                [try CommandRun.seeddPath] + arguments, environment: environment, directory: fixture.directory
            ).run().description
        }
        try fixture.expectPromoted()
        sinks += try fixture.target.psql("SELECT row_to_json(r) FROM seedd.run r")
        sinks += try await CommandRun(["grep", "-r", ".", "snapshots"], directory: fixture.directory).run().description
        #expect(sinks.contains("format_version") && sinks.contains("SELECT"), "not all was searched")
        #expect(!sinks.contains(Self.marker))
    }

    @Test func `a password can't be seen while seedd runs`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        try fixture.configure(target: fixture.target.connectionString + " password=$SECRET")
        let command = try CommandRun(
            [try CommandRun.seeddPath, "sync", "--apply"],
            environment: ["SECRET": Self.marker, "SEEDD_PAUSE_POINT": "mid-write"], directory: fixture.directory
        ).start()
        try await command.waitUntilStopped()
        let line = try String(contentsOfFile: "/proc/\(command.id)/cmdline", encoding: .utf8)
        let activity = try fixture.target.psql("SELECT row_to_json(a) FROM pg_stat_activity a")
        command.resume()
        #expect(try await command.finish().exitCode == 0)
        #expect(line.contains("sync"))
        #expect(activity.contains("seedd config"))
        #expect(!(line + activity).contains(Self.marker))
    }

    @Test(arguments: [
        "postgresql://u:$SECRET@", "postgresql://u:$SECRET@h:port:more/db", "host=x password='$SECRET", "$SECRET",
        "password=$SECRET nonsense", "host=x $SECRET=1", "postgres://u:%$SECRET%@h/d", "host=/nowhere password=$SECRET",
    ])
    func `a connection string that fails is not repeated`(url: String) async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        try fixture.configure(target: url)
        for arguments in [["plan", "-vv"], ["config", "show"], ["check"]] {
            let result = try await CommandRun(
                [try CommandRun.seeddPath] + arguments, environment: ["SECRET": Self.marker],
                directory: fixture.directory
            ).run()
            #expect(!"\(result)".contains("mArKeR") && !"\(result)".contains("5731"), "\(result)")
            if arguments[0] == "plan" { #expect(result.exitCode == 69 || result.exitCode == 78, "\(result)") }
        }
    }

    @Test(arguments: [
        "ALTER TABLE price ADD CHECK (note NOT LIKE 'mArKeR%')",
        "CREATE UNIQUE INDEX ON price ((left(note, 6)))  WHERE note LIKE 'mArKeR%'",
        "ALTER TABLE price ADD CHECK (CASE WHEN note LIKE 'mArKeR%' THEN note::int > 0 ELSE true END)",
    ])
    func `no value of a refused row is told`(constraint: String) async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        try fixture.source.psql("UPDATE price SET note = '\(Self.marker)' WHERE id IN (14, 21)")
        try fixture.target.psql(constraint)
        let before = try FaultFixture.digest(fixture.target)
        let result = try await fixture.run("sync", "--apply")
        #expect(result.exitCode == 65, "\(result)")
        #expect(result.standardError.contains("price"))
        #expect(!"\(result)".contains("mArKeR"), "\(result)")
        try fixture.expectUntouched(before)
    }

    @Test func `the environment can't change what a session means`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let service = "\(fixture.directory)/services"
        try "[evil]\nhost=/nowhere\ndbname=evil\n".write(toFile: service, atomically: true, encoding: .utf8)
        for database in [fixture.source, fixture.target] {
            try database.psql(
                """
                CREATE SCHEMA evil;
                CREATE TABLE evil.price AS SELECT 1 AS id;
                CREATE FUNCTION public.count(text) RETURNS bigint LANGUAGE sql AS 'SELECT 1 / 0';
                CREATE FUNCTION public.hashtextextended(text, int) RETURNS bigint LANGUAGE sql AS 'SELECT 1 / 0';
                CREATE FUNCTION public.planted(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT 1 / 0 = 1';
                CREATE OPERATOR public.= (LEFTARG = text, RIGHTARG = text, FUNCTION = public.planted);
                """)
        }
        let result = try await fixture.run(
            "sync", "--apply",
            environment: [
                "PGOPTIONS": "-c search_path=evil,public -c default_transaction_read_only=on -c statement_timeout=1",
                "PGSERVICEFILE": service, "PGSERVICE": "evil", "PGDATABASE": "evil", "PGTZ": "Asia/Kathmandu",
                "PGDATESTYLE": "German", "PGCLIENTENCODING": "LATIN1", "PGTARGETSESSIONATTRS": "standby",
            ])
        #expect(result.exitCode == 0, "\(result)")
        try fixture.expectPromoted()
    }
}
