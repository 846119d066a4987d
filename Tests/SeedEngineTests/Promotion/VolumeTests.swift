import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// More rows than a plan keeps in memory.
@Suite(.environments)
struct VolumeTests {
    private static let parents = "INSERT INTO parent SELECT n, 'code ' || n FROM generate_series(1, 20000) n;"

    private func prepare() throws -> TestEnvironments {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE parent (id serial PRIMARY KEY, code text NOT NULL);
            CREATE TABLE child (id int PRIMARY KEY, parent_id int NOT NULL REFERENCES parent, v text)
            """)
        try databases.source.psql(Self.parents + "INSERT INTO child VALUES (1, 7, 'a'), (2, 19999, NULL)")
        return databases
    }

    private var streaming: Planner.Options {
        var options = Planner.Options()
        options.streamsWholeTables = true
        return options
    }

    /// The children are few and in the plan; their parents are streamed, and have to be there first.
    @Test func emptyTableIsFilledFromTheStream() async throws {
        let databases = try prepare()
        let promoter = try Promoter.mirror("public")
        let plan = try await promoter.plan(streaming)
        #expect(plan.summary == ["child: +2 ~0 -0", "parent: +20000 ~0 -0"])
        #expect(plan.tables.contains { $0.isWholeCopy })
        let (before, wanted) = (try databases.target.digests(), try databases.source.digests())
        let run = try await promoter.sync(streaming)
        #expect(try databases.target.digests() == wanted)
        #expect(try databases.target.psql("INSERT INTO parent (code) VALUES ('app') RETURNING id") == "20001")
        try databases.target.psql("DELETE FROM parent WHERE code = 'app'")
        let undo = try await promoter.rollback(run)
        #expect(try databases.target.digests() == before)
        try await promoter.rollback(undo)
        #expect(try databases.target.digests() == wanted)
    }

    @Test func streamedTableInACycleGoesThroughThePlan() async throws {
        let databases = try prepare()
        try databases.psql("ALTER TABLE parent ADD main int REFERENCES child")
        try databases.source.psql("UPDATE parent SET main = 1 WHERE id = 7")
        try await Promoter.mirror("public").sync(streaming)
        #expect(try databases.target.digests() == databases.source.digests())
    }

    @Test func rowsThatArriveInTheEmptyTableAreRefused() async throws {
        let databases = try prepare()
        let promoter = try Promoter.mirror("public")
        let plan = try await promoter.plan(streaming)
        try databases.target.psql("INSERT INTO parent VALUES (50000, 'app')")
        let before = try databases.target.digests()
        let error = await #expect(throws: SeedError.self) { try await promoter.apply(plan, streaming) }
        #expect(error?.code == .refused)
        #expect(try databases.target.digests() == before)
    }

    @Test func planBeyondItsMemoryIsSpooled() async throws {
        let databases = try prepare()
        try databases.target.psql(Self.parents)
        try databases.source.psql(
            "UPDATE parent SET code = repeat('x', 1000) || id WHERE id <= 9000; DELETE FROM child")
        let promoter = try Promoter.mirror("public")
        let plan = try await promoter.plan()
        #expect(plan.summary == ["parent: +0 ~9000 -0"])
        #expect(plan.tables.contains { $0.changes.spool.file != nil })
        try await promoter.roundTrip(["parent: +0 ~9000 -0"])
    }
}
