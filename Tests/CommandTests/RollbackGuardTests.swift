import SeedTestKit
import Testing

/// What a rollback refuses, and what it must not: whoever is called at night wants the mistake undone.
@Suite(.environments)
struct RollbackGuardTests {
    /// Forty rows, of which thirty are promoted by a run; guards are the standard ones.
    private func promoted(guards: String = "{}") async throws -> Workplace {
        let place = try Workplace(
            jobs: """
                items:
                  from: staging
                  to: production
                  guards: \(guards)
                  tables: [{name: public.items, mode: mirror}]
                """)
        try place.environments.psql("CREATE TABLE items (id int PRIMARY KEY, v text)")
        try place.environments.psql("INSERT INTO items SELECT n, 'v' FROM generate_series(1, 10) n")
        try place.environments.source.psql("INSERT INTO items SELECT n, 'v' FROM generate_series(11, 40) n")
        let run = await place.run("sync", "--apply")
        try #require(run.code == 0, "\(run)")
        return place
    }

    private func count(_ place: Workplace) throws -> String {
        try place.environments.target.psql("SELECT count(*) FROM items")
    }

    @Test func rowsOfRecordedRunsAreTakenBackWithoutLimit() async throws {
        let place = try await promoted(guards: "{max_deletes: 0}")
        #expect(await place.run("rollback", "latest", "--apply").code == 0)
        #expect(try count(place) == "10")
        #expect(await place.run("rollback", "latest", "--apply").code == 0)
        #expect(try count(place) == "40")
        // These were written by a rollback.
        let undone = await place.run("rollback", "latest", "--apply")
        #expect(undone.code == 0, "\(undone)")
        #expect(try count(place) == "10")
    }

    @Test func handMadeUpdateOfEverythingIsUndone() async throws {
        let place = try await promoted(guards: "{max_deletes: 0, max_changed: 30}")
        #expect(await place.run("rollback", "latest", "--apply").code == 0)
        try place.environments.target.psql("UPDATE items SET v = 'oops'; INSERT INTO items VALUES (90), (91)")
        let outcome = await place.run("rollback", "latest", "--apply")
        #expect(outcome.code == 0, "\(outcome)")
        #expect(try place.environments.target.psql("SELECT count(*), min(v), max(v) FROM items") == "40|v|v")
    }

    @Test(arguments: [["--dry-run"], ["--apply"], []])
    func manyRowsOfOthersAreNotDeleted(_ options: [String]) async throws {
        let place = try await promoted()
        try place.environments.target.psql("INSERT INTO items SELECT n, 'theirs' FROM generate_series(101, 111) n")
        let arguments = ["rollback", "latest"] + options
        let outcome = try await place.program(arguments)
        #expect(outcome.code == 4, "\(outcome)")
        #expect(outcome.error.contains("public.items: 11 rows that no run of the job wrote would be deleted"))
        #expect(outcome.error.contains("of 51 in the table; more than 10 (guard max_deletes)"))
        #expect(outcome.error.contains("--only"))
        #expect(outcome.output.contains("public.items"), "the plan is not shown")
        #expect(try count(place) == "51")
    }

    @Test func aSelectionOrAHigherGuardLetsThemGo() async throws {
        let place = try await promoted(guards: "{max_deletes: 11}")
        try place.environments.target.psql("INSERT INTO items SELECT n, 'theirs' FROM generate_series(101, 112) n")
        #expect(await place.run("rollback", "latest").code == 4)
        #expect(await place.run("rollback", "latest", "--only", "v=v", "--apply").code == 0)
        #expect(try count(place) == "22")
        try place.environments.target.psql("DELETE FROM items WHERE id = 112")
        let ids = place.names(in: "snapshots")
        let outcome = await place.run("rollback", ids[0], "--apply")
        #expect(outcome.code == 0, "\(outcome)")
        #expect(try count(place) == "10")
    }

    /// A job that the configuration has no longer is guarded as one that says nothing.
    @Test func standardGuardsForAForgottenJob() async throws {
        let place = try await promoted(guards: "{max_deletes: 100%}")
        try place.environments.target.psql("INSERT INTO items SELECT n, 'theirs' FROM generate_series(101, 111) n")
        try place.configure()
        #expect(await place.run("rollback", "latest").code == 4)
    }

    @Test func snapshotOfAnEmptyTableEmptiesIt() async throws {
        let place = try await promoted()
        try place.environments.target.psql("TRUNCATE items")
        #expect(await place.run("sync", "--apply").code == 0)
        #expect(try count(place) == "40")
        let outcome = await place.run("rollback", "latest", "--apply")
        #expect(outcome.code == 0, "\(outcome)")
        #expect(try count(place) == "0")
    }

    @Test(arguments: [["--dry-run"], ["--apply"]])
    func rowsThatReferenceWhatGoesAreToldBeforeTheQuestion(_ options: [String]) async throws {
        let place = try await promoted()
        try place.environments.target.psql(
            """
            CREATE TABLE orders (item int REFERENCES items ON DELETE CASCADE);
            INSERT INTO orders VALUES (1), (20), (20), (21)
            """)
        let outcome = try await place.program(["rollback", "latest"] + options)
        #expect(outcome.code == 4, "\(outcome)")
        #expect(outcome.error.contains("3 rows of public.orders would be deleted with them"), "\(outcome)")
        #expect(outcome.error.contains("foreign key orders_item_fkey"))
        #expect(outcome.output.contains("plan: 0 to insert, 0 to update, 30 to delete"))
        #expect(try place.environments.target.psql("SELECT count(*) FROM orders") == "4")
        #expect(try count(place) == "40")
    }
}
