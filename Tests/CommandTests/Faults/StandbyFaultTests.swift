import SeedTestKit
import Testing

/// A cluster and its hot standby: where nothing can be written, and where it can be seen that nothing was.
struct StandbyFaultTests {
    @Test func `a plan writes nothing and needs no primary, a sync does`() async throws {
        let primary = try TestCluster.separate()
        defer { try? primary.stop() }
        let databases = try primary.server.createDatabases(2)
        let fixture = try FaultFixture(source: databases[0], target: databases[1])
        let before = try FaultFixture.digest(fixture.target)
        let standby = try primary.makeStandby()
        defer { try? standby.stop() }
        try await planWritesNothing(fixture)
        try await standbys(fixture, standby)
        try fixture.expectUntouched(before)
    }

    private func planWritesNothing(_ fixture: FaultFixture) async throws {
        let counters = """
            SELECT pg_stat_clear_snapshot(), pg_stat_force_next_flush();
            SELECT pg_snapshot_xmax(pg_current_snapshot());
            SELECT datname, tup_inserted, tup_updated, tup_deleted, temp_files FROM pg_stat_database
            WHERE datname IN ('\(fixture.source.name)', '\(fixture.target.name)') ORDER BY 1;
            """
        let before = try fixture.target.psql(counters)
        for arguments in [["plan"], ["plan", "--output", "json"], ["sync"], ["plan", "--table", "public.price"]] {
            let result = try await CommandRun(
                [try CommandRun.seeddPath] + arguments, directory: fixture.directory
            ).run()
            #expect(result.exitCode == 0, "\(result)")
        }
        #expect(try fixture.target.psql(counters) == before)
        #expect(try fixture.target.psql("SELECT to_regnamespace('seedd') IS NULL") == "t")
    }

    private func standbys(_ fixture: FaultFixture, _ standby: TestCluster) async throws {
        let (source, target) = (standby.url(of: fixture.source), standby.url(of: fixture.target))
        try await standby.waitFor(fixture)
        for (from, to) in [(source, nil), (nil, target), (source, target)] as [(String?, String?)] {
            try fixture.configure(source: from, target: to)
            let plan = try await fixture.run("plan", "--detailed-exitcode")
            #expect(plan.exitCode == 2, "\(plan)")
        }
        try fixture.configure(target: target)
        let sync = try await fixture.run("sync", "--apply")
        #expect(sync.exitCode == 69, "\(sync)")
        #expect(sync.standardError.contains("standby"))
        #expect(sync.standardOutput == "")
        // The same database twice, once as its standby.
        try fixture.configure(source: target)
        let same = try await fixture.run("plan")
        #expect(same.exitCode == 4, "\(same)")
    }
}

extension TestCluster {
    fileprivate func url(of database: TestDatabase) -> String { server.database(named: database.name).connectionString }

    /// Waits until the standby has all of the fixture's rows.
    fileprivate func waitFor(_ fixture: FaultFixture) async throws {
        let deadline = ContinuousClock.now + .seconds(90)
        while ContinuousClock.now < deadline {
            let found = try? FaultFixture.digest(server.database(named: fixture.source.name))
            if try found == FaultFixture.digest(fixture.source) { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw TestKitError("the standby does not follow")
    }
}
