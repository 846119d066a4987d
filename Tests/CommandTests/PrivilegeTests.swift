import Foundation
import SeedTestKit
import Testing

/// Roles with just the rights of docs/OPERATIONS.md, and roles that `seedd check` leads there.
@Suite(.environments)
struct PrivilegeTests {
    private static let jobs = """
        config:
          from: staging
          to: production
          guards: {max_changed: 100%, max_deletes: 100%}
          tables: [{name: "config.*", mode: mirror}, {name: config.named, match: [name], mode: mirror}]
        """

    private struct Roles {
        var place: Workplace
        var reader: String
        var writer: String
    }

    /// Databases in which nobody may do anything, and a configuration with a role of its own for each.
    private func strangers() throws -> Roles {
        let place = try Workplace(jobs: Self.jobs)
        let (source, target) = (place.environments.source, place.environments.target)
        try place.environments.psql(
            """
            CREATE SCHEMA config;
            CREATE TABLE config.plans (code text PRIMARY KEY, price numeric NOT NULL);
            CREATE TABLE config.lines (id serial PRIMARY KEY, plan text REFERENCES config.plans, note text);
            CREATE TABLE config.named (id serial PRIMARY KEY, name text NOT NULL UNIQUE);
            """)
        try source.psql(
            "INSERT INTO config.plans VALUES ('s', 1), ('l', 2); INSERT INTO config.lines (plan) VALUES ('s'), ('l');"
                + "INSERT INTO config.named (name) VALUES ('n')")
        try target.psql("INSERT INTO config.plans VALUES ('s', 9), ('old', 3)")
        let roles = Roles(place: place, reader: "\(source.name)_reader", writer: "\(target.name)_writer")
        for database in [source, target] { try database.psql("REVOKE ALL ON DATABASE \(database.name) FROM PUBLIC") }
        try place.configure(
            jobs: Self.jobs, source: "\(source.connectionString) user=\(roles.reader)",
            target: "\(target.connectionString) user=\(roles.writer)")
        return roles
    }

    /// The SQL under a heading of docs/OPERATIONS.md, with names of this test case.
    private func documented(_ heading: String, _ roles: Roles) throws -> String {
        let text = try String(contentsOfFile: "\(PackageRoot.path)/docs/OPERATIONS.md", encoding: .utf8)
        let section = try #require(text.firstRange(of: heading))
        let rest = text[section.upperBound...]
        let start = try #require(rest.firstRange(of: "```sql\n"))
        let end = try #require(rest[start.upperBound...].firstRange(of: "```"))
        let environments = roles.place.environments
        return String(rest[start.upperBound..<end.lowerBound])
            .replacing("seedd_source", with: roles.reader).replacing("seedd_target", with: roles.writer)
            .replacing("DATABASE staging", with: "DATABASE \(environments.source.name)")
            .replacing("DATABASE production", with: "DATABASE \(environments.target.name)")
    }

    private func promoteAndTakeBack(_ place: Workplace) async throws {
        let sync = await place.run("sync", "--apply")
        #expect(sync.code == 0, "\(sync)")
        #expect(sync.output.contains("4 inserted, 1 updated, 1 deleted"))
        let undo = await place.run("rollback", "latest", "--apply")
        #expect(undo.code == 0, "\(undo)")
        #expect(
            try place.environments.target.psql("SELECT * FROM config.plans ORDER BY code") == "old|3\ns|9")
        #expect(await place.run("history").code == 0)
    }

    @Test func theDocumentedRightsAreEnough() async throws {
        let roles = try strangers()
        try roles.place.environments.source.psql(try documented("### In the source", roles))
        try roles.place.environments.target.psql(try documented("### In the target", roles))
        let check = await roles.place.run("check")
        #expect(check.output == "check: everything is in place\n", "\(check)")
        try await promoteAndTakeBack(roles.place)
    }

    @Test func theRemediesOfCheckLeadThere() async throws {
        let roles = try strangers()
        let (source, target) = (roles.place.environments.source, roles.place.environments.target)
        try source.psql(
            "CREATE ROLE \(roles.reader) LOGIN; GRANT CONNECT ON DATABASE \(source.name) TO \(roles.reader)")
        try target.psql(
            "CREATE ROLE \(roles.writer) LOGIN; GRANT CONNECT ON DATABASE \(target.name) TO \(roles.writer)")
        var rounds = 0
        while true {
            let document = try await roles.place.run("check", "--output", "json").document()
            let findings = try #require(document["findings"] as? [[String: Any]])
            guard document["errors"] as? Int != 0 else { break }
            for finding in findings where finding["severity"] as? String == "error" {
                #expect(finding["code"] as? String == "privilege", "\(finding)")
                let remedy = try #require(finding["remedy"] as? String)
                let database = remedy.hasSuffix(roles.reader) ? source : target
                try database.psql(remedy)
            }
            rounds += 1
            try #require(rounds < 5)
        }
        try await promoteAndTakeBack(roles.place)
    }

    @Test func columnsThatMayNotBeReadAreFoundBeforeTheRun() async throws {
        let place = try Workplace()
        let (source, target) = (place.environments.source, place.environments.target)
        // Dropped with the target, the last of the two that has grants of it.
        let role = "\(target.name)_columns"
        try target.psql("CREATE ROLE \(role) LOGIN")
        for database in [source, target] { try database.psql("GRANT SELECT (code, enabled) ON flags TO \(role)") }
        try place.configure(
            source: "\(source.connectionString) user=\(role)", target: "\(target.connectionString) user=\(role)")
        let refused = await place.run("plan")
        #expect(refused.code == 77, "\(refused)")
        let grant = "GRANT SELECT (note) ON public.flags TO \(role)"
        #expect(refused.error.contains(grant))
        for (database, environment) in [(source, "staging"), (target, "production")] {
            let check = await place.run("check")
            #expect(check.output.contains("no SELECT on note in \(environment)"), "\(check)")
            try database.psql(grant)
        }
        let plan = await place.run("plan")
        #expect(plan.code == 0, "\(plan)")
        #expect(plan.output.contains("plan: 2 to insert, 1 to update, 1 to delete"))
    }

    @Test func aSequenceThatMayNotBeDrawnFrom() async throws {
        let roles = try strangers()
        try roles.place.environments.source.psql(try documented("### In the source", roles))
        let target = roles.place.environments.target
        try target.psql(try documented("### In the target", roles))
        try target.psql("REVOKE ALL ON ALL SEQUENCES IN SCHEMA config FROM \(roles.writer)")
        let sync = await roles.place.run("sync", "--apply")
        #expect(sync.code == 77, "\(sync)")
        let grant = "ON SEQUENCE config.lines_id_seq TO \(roles.writer)"
        #expect(sync.error.contains("config.lines: the sequence config.lines_id_seq can't be "), "\(sync)")
        #expect(sync.error.contains(grant), "\(sync)")
    }

    /// LOCK TABLE asks for a right on the whole table.
    @Test func rightsOnColumnsAloneAreNotEnough() async throws {
        let place = try Workplace()
        let target = place.environments.target
        let role = "\(target.name)_columns"
        try target.psql(
            """
            CREATE ROLE \(role) LOGIN; GRANT CREATE ON DATABASE \(target.name) TO \(role); GRANT SELECT ON flags TO \(role);
            GRANT INSERT (code, enabled, note), UPDATE (code, enabled, note) ON flags TO \(role)
            """)
        try place.configure(
            jobs: Workplace.jobs.replacing("mirror", with: "upsert"),
            target: "\(target.connectionString) user=\(role)")
        let check = await place.run("check")
        #expect(check.code == 1 && check.output.contains("no UPDATE in production on the table as a whole"), "\(check)")
        let sync = await place.run("sync", "--apply")
        #expect(sync.code == 77 && sync.error.contains("GRANT UPDATE ON public.flags TO \(role)"), "\(sync)")
        try target.psql("GRANT UPDATE ON flags TO \(role)")
        #expect(await place.run("check").code == 0)
        #expect(await place.run("sync", "--apply").code == 0)
    }

    @Test func aPlanNeedsNoRightToWrite() async throws {
        let roles = try strangers()
        try roles.place.environments.source.psql(try documented("### In the source", roles))
        let target = roles.place.environments.target
        try target.psql(
            """
            CREATE ROLE \(roles.writer) LOGIN; GRANT CONNECT ON DATABASE \(target.name) TO \(roles.writer);
            GRANT USAGE ON SCHEMA config TO \(roles.writer); GRANT SELECT ON ALL TABLES IN SCHEMA config TO \(roles.writer)
            """)
        let plan = await roles.place.run("plan")
        #expect(plan.code == 0, "\(plan)")
        let sync = await roles.place.run("sync", "--apply")
        #expect(sync.code == 77, "\(sync)")
        let grant = "GRANT INSERT, UPDATE, DELETE ON config.plans TO \(roles.writer)"
        #expect(sync.error.contains("production: no INSERT, UPDATE, DELETE on config.plans"), "\(sync)")
        #expect(sync.error.contains(grant), "\(sync)")
        #expect(roles.place.names(in: "snapshots").isEmpty)
    }
}
