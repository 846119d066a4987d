import SeedTestKit
import Testing

/// Transactions that are open while a run reads: whatever the order, the next run finds what they commit.
@Suite(.environments)
struct InterleavingTests {
    @Test(arguments: TrackedBy.allCases)
    func stampedBeforeAndCommittedAfterTheRead(tracking: TrackedBy) async throws {
        let place = try await TrackedPlace(tracking)
        let late = try await place.open("BEGIN; UPDATE setting SET value = 'late' WHERE id = 1")
        try place.source.psql("UPDATE setting SET value = 'early' WHERE id = 2")
        try await place.expectTracked()
        try await late.finish()
        try await place.expectTracked()
    }

    @Test(arguments: TrackedBy.allCases)
    func beginsIdlesAndWrites(tracking: TrackedBy) async throws {
        let place = try await TrackedPlace(tracking)
        let late = try await place.open(
            "BEGIN; SELECT now()", then: "UPDATE setting SET value = 'late' WHERE id = 1; COMMIT")
        try place.source.psql("UPDATE setting SET value = 'early' WHERE id = 2")
        try await place.expectTracked()
        try await place.expectTracked()
        try await late.finish()
        try await place.expectTracked()
    }

    @Test(arguments: TrackedBy.allCases)
    func preparedAndCommittedLater(tracking: TrackedBy) async throws {
        let place = try await TrackedPlace(tracking)
        let name = place.source.name
        try place.source.psql(
            "BEGIN; UPDATE setting SET value = 'late' WHERE id = 1; PREPARE TRANSACTION '\(name)'")
        try place.source.psql("UPDATE setting SET value = 'early' WHERE id = 2")
        try await place.expectTracked()
        try await place.expectTracked()
        try place.source.psql("COMMIT PREPARED '\(name)'")
        try await place.expectTracked()
    }

    /// Each with rows of its own.
    static let inner = [
        "BEGIN; SAVEPOINT a; UPDATE setting SET value = 'inner' WHERE id = 1; RELEASE a",
        "BEGIN; SELECT pg_current_xact_id(); SAVEPOINT a; UPDATE setting SET value = 'inner' WHERE id = 2",
        """
        BEGIN; SAVEPOINT a; UPDATE setting SET value = 'undone' WHERE id = 3; ROLLBACK TO a;
        UPDATE setting SET value = 'inner' WHERE id = 4
        """,
        """
        BEGIN;
        DO $$BEGIN
            UPDATE setting SET value = 'inner' WHERE id = 5;
            BEGIN UPDATE setting SET value = 'undone' WHERE id = 6; RAISE 'no'; EXCEPTION WHEN others THEN NULL; END;
            BEGIN UPDATE setting SET value = 'inner' WHERE id = 7; EXCEPTION WHEN others THEN NULL; END;
        END$$
        """,
        // More than a session's entry among the running transactions holds.
        """
        BEGIN;
        DO $$BEGIN
            FOR n IN 8..15 LOOP FOR i IN 1..12 LOOP
                BEGIN UPDATE setting SET value = n || '.' || i WHERE id = n; EXCEPTION WHEN others THEN NULL; END;
            END LOOP; END LOOP;
        END$$
        """,
    ]

    @Test(arguments: TrackedBy.allCases)
    func writtenInASubtransaction(tracking: TrackedBy) async throws {
        let place = try await TrackedPlace(tracking)
        var open: [PausedSession] = []
        for first in Self.inner { open.append(try await place.open(first)) }
        try place.source.psql("UPDATE setting SET value = 'early' WHERE id = 16")
        try await place.expectTracked()
        for late in open.reversed() {
            try await late.finish()
            try await place.expectTracked()
        }
    }

    @Test(arguments: TrackedBy.allCases)
    func insertedDeletedOrGivenAnotherKeyByATransactionStillOpen(tracking: TrackedBy) async throws {
        let place = try await TrackedPlace(tracking)
        let late = try await place.open(
            """
            BEGIN; INSERT INTO setting VALUES (21, 'c21', 'new'); DELETE FROM setting WHERE id = 1;
            UPDATE setting SET id = 22 WHERE id = 2; UPDATE setting SET code = 'other' WHERE id = 3
            """)
        try await place.expectTracked()
        try await late.finish()
        try await place.expectTracked()
    }

    @Test func rolledBackAndWrittenAgain() async throws {
        let place = try await TrackedPlace()
        let undone = try await place.open("BEGIN; UPDATE setting SET value = 'undone' WHERE id = 1", then: "ROLLBACK")
        try await place.expectTracked()
        try await undone.finish()
        try place.source.psql("UPDATE setting SET value = 'again' WHERE id = 1")
        try await place.expectTracked()
    }

    /// While it is open, what came after its begin is read again by every run; nothing else happens.
    @Test func aWritingTransactionThatStaysOpen() async throws {
        let place = try await TrackedPlace()
        let long = try await place.open("BEGIN; UPDATE setting SET value = 'long' WHERE id = 1")
        for round in 1...3 {
            try place.source.psql("UPDATE setting SET value = 'round \(round)' WHERE id = \(round + 1)")
            try await place.expectTracked()
        }
        try await long.finish()
        try await place.expectTracked()
    }

    /// Rows and mark are of one snapshot: what commits while a run is under way is for the next one.
    @Test(arguments: TrackedBy.allCases)
    func committedWhileARunIsUnderWay(tracking: TrackedBy) async throws {
        let place = try await TrackedPlace(tracking)
        try place.source.psql("UPDATE setting SET value = 'early' WHERE id = 2")
        let command = try await place.paused(at: "before-lock")
        try place.source.psql("UPDATE setting SET value = 'meanwhile' WHERE id = 1")
        command.resume()
        #expect(try await command.finish().exitCode == 0)
        #expect(try place.target.psql("SELECT value FROM setting WHERE id IN (1, 2) ORDER BY id") == "v1\nearly")
        try await place.expectTracked()
    }

    /// The rule that everybody writes first, next to the one above: this is what the tests of this suite find.
    @Test func theNaiveRuleLosesWhatIsCommittedAfterTheRead() async throws {
        let place = try await TrackedPlace()
        let naive = ["SEEDD_TEST_WATERMARK": "naive"]
        let late = try await place.open("BEGIN; UPDATE setting SET value = 'late' WHERE id = 1")
        try place.source.psql("UPDATE setting SET value = 'early' WHERE id = 2")
        #expect(try await place.place.program(["sync", "--apply"], variables: naive).code == 0)
        try await late.finish()
        #expect(try await place.place.program(["sync", "--apply"], variables: naive).code == 0)
        #expect(try place.target.psql("SELECT value FROM setting WHERE id IN (1, 2) ORDER BY id") == "v1\nearly")
        let plan = await place.place.run("plan", "--full", "--detailed-exitcode", "-v")
        #expect(plan.code == 2 && plan.output.contains("late"), "\(plan)")
    }
}

extension TrackedPlace {
    /// A transaction of the source that stays open until it is told to go on.
    fileprivate func open(_ first: String, then rest: String = "COMMIT") async throws -> PausedSession {
        try await PausedSession(first, then: rest, in: source)
    }
}
