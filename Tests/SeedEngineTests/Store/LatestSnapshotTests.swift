import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

@Suite(.database)
struct LatestSnapshotTests {
    private let fixture: StoreFixture
    private let database: TestDatabase
    private static let runs = (1...3).map { "00000000-0000-4000-8000-00000000000\($0)" }

    init() throws {
        fixture = try StoreFixture()
        database = try TestDatabase.current
    }

    /// Takes a snapshot a minute after the last one.
    private func take(
        run: String?, reason: SnapshotReason = .beforeSync, job: String = "config", environment: String = "production"
    ) throws -> SnapshotID {
        fixture.advance(by: 60)
        var manifest = SnapshotManifest.sample(job: job)
        manifest.run = run
        manifest.reason = reason
        manifest.target.environment = environment
        return try SnapshotWriter(in: fixture.store, manifest: manifest).commit().id
    }

    private func record(_ run: String) throws {
        try database.psql(
            """
            CREATE SCHEMA IF NOT EXISTS seedd; CREATE TABLE IF NOT EXISTS seedd.run (id uuid);
            INSERT INTO seedd.run VALUES ('\(run)')
            """)
    }

    private func latest(job: String? = nil) async throws -> SnapshotID {
        let url = database.connectionString
        let latest = LatestSnapshot(in: fixture.store) { name throws(SeedError) in
            guard name == "production" else { throw SeedError(.notFound, name, "no such environment") }
            return Connector(
                environment: Environment(name: name, location: .url(url)), variables: [:], applicationName: "test",
                events: CollectingSink())
        }
        return try await latest.find(job: job)
    }

    @Test func runsThatDidNotTakePlaceAreSkipped() async throws {
        let first = try take(run: Self.runs[0])
        let second = try take(run: Self.runs[1])
        _ = try take(run: Self.runs[2])
        try record(Self.runs[0])
        #expect(try await latest() == first)
        try record(Self.runs[1])
        #expect(try await latest() == second)
    }

    @Test func oneThatWasAskedForHasNoRunAndCounts() async throws {
        let requested = try take(run: nil, reason: .requested)
        _ = try take(run: Self.runs[0])
        #expect(try await latest() == requested)
    }

    @Test func whereNothingWasEverWrittenThereIsNone() async throws {
        _ = try take(run: Self.runs[0])
        let error = await #expect(throws: SeedError.self) { try await latest() }
        #expect(error?.code == .notFound)
    }

    @Test func onlyTheJobsOwnCount() async throws {
        let wanted = try take(run: Self.runs[0])
        _ = try take(run: Self.runs[1], job: "other")
        for run in Self.runs { try record(run) }
        #expect(try await latest(job: "config") == wanted)
    }
}
