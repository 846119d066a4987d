import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// What the source does not let a role read is never taken for rows that are gone.
@Suite(.environments)
struct SourceRightsTests {
    private func promoter(_ grants: (String) -> String, _ configure: (inout Environment) -> Void = { _ in }) throws
        -> Promoter
    {
        let databases = try TestEnvironments.current
        // Dropped with the target, the last of the two that has grants of it.
        let role = "\(databases.target.name)_reader"
        try databases.psql("CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t VALUES (1, 'a'), (2, 'b')")
        try databases.source.psql("CREATE ROLE \(role); DELETE FROM t WHERE id = 2; \(grants(role))")
        try databases.target.psql("GRANT ALL ON t TO \(role)")
        var settings = Environment(name: "", location: .url(""), role: role)
        configure(&settings)
        return try Promoter([TableRule(name: "public.t", mode: .mirror)], settings: settings)
    }

    @Test func rowSecurityIsAnErrorNotAPartOfTheRows() async throws {
        let error = try await promoter { role in
            """
            GRANT SELECT ON t TO \(role); ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON t USING (id > 1)
            """
        }.refusal()
        #expect(error.code == .permission)
        #expect(error.subject == "public.t")
    }

    @Test func missingSelectNamesTheGrant() async throws {
        let error = try await promoter { _ in "" }.refusal()
        #expect(error.code == .permission)
        #expect(error.hint?.contains("GRANT SELECT ON") == true)
    }

    private static func slowView(_ role: String) -> String {
        """
        ALTER TABLE t RENAME TO base; CREATE FUNCTION slow(int) RETURNS int LANGUAGE plpgsql AS
            $$ BEGIN PERFORM pg_catalog.pg_sleep(20); RETURN $1; END $$;
        CREATE VIEW t AS SELECT public.slow(id) AS id, v FROM base; GRANT SELECT ON t TO \(role)
        """
    }

    @Test func sourceThatGoesAway() async throws {
        let promoter = try promoter(Self.slowView)
        let reading = Task { try await promoter.plan() }
        let kill = """
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE datname = current_database() AND query LIKE 'COPY%'
            """
        while try promoter.source.psql(kill) == "0" { try await Task.sleep(for: .milliseconds(20)) }
        let error = await #expect(throws: SeedError.self) { try await reading.value }
        #expect(error?.code == .tryAgain)
    }

    @Test func slowSourceIsCutOff() async throws {
        let error = try await promoter(Self.slowView) { $0.statementTimeout = Interval(milliseconds: 200) }.refusal()
        #expect(error.code == .tryAgain)
        #expect(error.subject == "public.t")
    }
}
