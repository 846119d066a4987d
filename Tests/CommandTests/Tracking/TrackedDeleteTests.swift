import SeedTestKit
import Testing

/// Rows that go, come back and change their keys, which no row that is left tells.
@Suite(.environments)
struct TrackedDeleteTests {
    @Test(arguments: TrackedBy.allCases)
    func deletedRowsAreFoundByTheKeys(tracking: TrackedBy) async throws {
        let place = try await TrackedPlace(tracking)
        try place.source.psql("DELETE FROM setting WHERE id IN (3, 7, 20)")
        let outcome = try await place.expectTracked()
        #expect(outcome.verdict.contains("undo with"), "\(outcome)")
        #expect(outcome.output.contains("3 deleted"), "\(outcome)")
    }

    @Test func anUpsertDeletesNothing() async throws {
        let place = try await TrackedPlace(rule: "mode: upsert")
        try place.source.psql("DELETE FROM setting WHERE id = 3; UPDATE setting SET value = 'new' WHERE id = 4")
        try await place.expectTracked("id <> 3")
        #expect(try place.target.psql("SELECT value FROM setting WHERE id = 3") == "v3")
    }

    @Test(arguments: ["TRUNCATE setting", "DELETE FROM setting"])
    func anEmptySourceIsRefused(statement: String) async throws {
        let place = try await TrackedPlace()
        let before = try place.rows(place.target)
        try place.source.psql("CREATE TABLE kept AS TABLE setting; \(statement)")
        for _ in 1...2 {
            let outcome = await place.sync()
            #expect(outcome.code == 4, "\(outcome)")
            #expect(try place.rows(place.target) == before)
        }
        // A refused run moves no mark.
        try place.source.psql("INSERT INTO setting TABLE kept; UPDATE setting SET value = 'new' WHERE id = 5")
        let filled = await place.sync()
        #expect(filled.code == 0, "\(filled)")
        try place.expectArrived("true", filled)
    }

    @Test func tooManyDeletesAreRefused() async throws {
        let place = try await TrackedPlace()
        let before = try place.rows(place.target)
        try place.source.psql("DELETE FROM setting WHERE id > 5; UPDATE setting SET value = 'new' WHERE id = 5")
        let outcome = await place.sync()
        #expect(outcome.code == 4 && outcome.error.contains("15"), "\(outcome)")
        #expect(try place.rows(place.target) == before)
        try place.source.psql("INSERT INTO setting SELECT n, 'c' || n, 'v' || n FROM generate_series(6, 20) n")
        try await place.expectTracked()
    }

    @Test func deletedAndInsertedAgain() async throws {
        let place = try await TrackedPlace()
        try place.source.psql(
            """
            SET session_replication_role = replica;
            CREATE TEMP TABLE kept AS TABLE setting;
            DELETE FROM setting WHERE id IN (1, 2);
            INSERT INTO setting TABLE kept EXCEPT TABLE setting;
            UPDATE setting SET value = 'another' WHERE id = 2;
            """)
        let outcome = try await place.expectTracked()
        #expect(outcome.output.contains("0 inserted, 1 updated, 0 deleted"), "\(outcome)")
    }

    @Test(arguments: ["mode: mirror", "mode: mirror, match: [code], set: {id: id}"])
    func keysThatChange(rule: String) async throws {
        let place = try await TrackedPlace(rule: rule)
        for change in [
            "UPDATE setting SET code = 'renamed' WHERE id = 1",
            "UPDATE setting SET id = 101 WHERE id = 2",
            "UPDATE setting SET id = 102, code = 'both' WHERE id = 3",
        ] {
            try place.source.psql(change)
            try await place.expectTracked()
        }
    }

    @Test(arguments: ["mode: mirror", "mode: mirror, match: [code], set: {id: id}"])
    func keysThatAreSwapped(rule: String) async throws {
        let place = try await TrackedPlace(rule: rule)
        try place.source.psql(
            """
            BEGIN; UPDATE setting SET code = 'x' WHERE id = 1; UPDATE setting SET code = 'c1' WHERE id = 2;
            UPDATE setting SET code = 'c2' WHERE id = 1; COMMIT;
            """)
        try await place.expectTracked()
    }

    @Test func rowsEnterAndLeaveTheFilter() async throws {
        let place = try await TrackedPlace(rule: "mode: mirror, where: \"value <> 'hidden'\"")
        for (id, value) in [(1, "hidden"), (2, "hidden"), (1, "shown"), (2, "shown again"), (3, "hidden")] {
            try place.source.psql("UPDATE setting SET value = '\(value)' WHERE id = \(id)")
            try await place.expectTracked("value <> 'hidden'")
        }
        #expect(try place.target.psql("SELECT count(*) FROM setting WHERE id IN (1, 2, 3)") == "2")
    }
}
