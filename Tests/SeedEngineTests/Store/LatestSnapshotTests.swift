import Glibc
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
        var writer = try SnapshotWriter(in: fixture.store, manifest: manifest)
        try writer.beginTable(.sample("t"))
        try writer.finishTable()
        return try writer.commit().id
    }

    /// Records runs as the target does, one after the other.
    private func record(_ run: String, _ snapshot: SnapshotID?, job: String = "config") throws {
        try database.psql(
            """
            CREATE SCHEMA IF NOT EXISTS seedd;
            CREATE TABLE IF NOT EXISTS seedd.run (id uuid PRIMARY KEY, job text, snapshot text, finished_at timestamptz,
                xid xid8 DEFAULT pg_current_xact_id());
            INSERT INTO seedd.run VALUES ('\(run)', '\(job)', \(snapshot.map { "'\($0)'" } ?? "NULL"),
                clock_timestamp())
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
        try record(Self.runs[0], first)
        #expect(try await latest() == first)
        try record(Self.runs[1], second)
        #expect(try await latest() == second)
    }

    /// It holds what the run has written: to put it back would undo nothing.
    @Test func oneThatWasAskedForNeverCounts() async throws {
        let ofRun = try take(run: Self.runs[0])
        try record(Self.runs[0], ofRun)
        _ = try take(run: nil, reason: .requested)
        #expect(try await latest() == ofRun)
    }

    /// Ids are of the clocks of those who ran it.
    @Test func theTargetSaysWhichRunIsTheNewest() async throws {
        let early = try take(run: Self.runs[0])
        let late = try take(run: Self.runs[1])
        try record(Self.runs[1], late)
        try record(Self.runs[0], early)
        #expect(try await latest() == early)
        try record(Self.runs[2], nil)
        #expect(try await latest() == early)
    }

    @Test(arguments: ["manifest", "file", "gone"])
    func oneThatCantBeUsedIsNotPassedOver(damage: String) async throws {
        let first = try take(run: Self.runs[0])
        let second = try take(run: Self.runs[1])
        try record(Self.runs[0], first)
        try record(Self.runs[1], second)
        switch damage {
        case "manifest": try fixture.write([], to: "\(second)/manifest.json")
        case "file": unlink("\(fixture.directory)/\(second)/public.t.copy.zst")
        default: try fixture.whenFree { try fixture.store.remove(second) }
        }
        let error = await #expect(throws: SeedError.self) { try await latest() }
        #expect(error?.code == (damage == "gone" ? .notFound : .badData))
        #expect(error?.subject == "snapshot \(second)" && error?.problem.contains(Self.runs[1]) == true)
        #expect(error?.hint == "to undo more, name it: seedd rollback \(first)")
    }

    @Test func whereNothingWasEverWrittenThereIsNone() async throws {
        let id = try take(run: Self.runs[0])
        let error = await #expect(throws: SeedError.self) { try await latest() }
        #expect(error?.code == .notFound && error?.hint?.hasSuffix("seedd rollback \(id)") == true)
    }

    @Test func aDamagedOneAloneIsTold() async throws {
        let id = try take(run: Self.runs[0])
        try fixture.write([], to: "\(id)/manifest.json")
        let error = await #expect(throws: SeedError.self) { try await latest() }
        #expect(error?.code == .badData && error?.subject == "snapshot \(id)")
    }

    @Test func environmentsThatAreNotConfiguredAreLeftOut() async throws {
        let wanted = try take(run: Self.runs[0])
        try record(Self.runs[0], wanted)
        _ = try take(run: Self.runs[1], environment: "elsewhere")
        #expect(try await latest() == wanted)
    }

    @Test func onlyTheJobsOwnCount() async throws {
        let wanted = try take(run: Self.runs[0])
        let other = try take(run: Self.runs[1], job: "other")
        try record(Self.runs[0], wanted)
        try record(Self.runs[1], other, job: "other")
        #expect(try await latest(job: "config") == wanted)
        #expect(try await latest() == other)
    }
}
