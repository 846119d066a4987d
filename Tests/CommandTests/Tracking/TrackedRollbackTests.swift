import SeedTestKit
import Testing

/// What a rollback undid stays out while it is held, and is promoted when it is released: tracking has read past it.
@Suite(.environments)
struct TrackedRollbackTests {
    /// A bad value, a bad row and a bad delete were promoted and rolled back.
    private func rolledBack(_ tracking: TrackedBy) async throws -> TrackedPlace {
        let place = try await TrackedPlace(tracking)
        try place.source.psql(
            """
            UPDATE setting SET value = 'bad' WHERE id = 1; INSERT INTO setting VALUES (30, 'c30', 'bad');
            DELETE FROM setting WHERE id = 3;
            """)
        try await place.expectTracked()
        let rollback = await place.place.run("rollback", "latest", "--apply")
        #expect(rollback.code == 0, "\(rollback)")
        #expect(try place.bad() == "1|v1\n3|v3")
        return place
    }

    @Test(arguments: TrackedBy.allCases)
    func heldRowsStayOutAndOthersCome(tracking: TrackedBy) async throws {
        let place = try await rolledBack(tracking)
        for round in 1...3 {
            try place.source.psql("UPDATE setting SET value = 'round \(round)' WHERE id = \(9 + round)")
            let nightly = await place.sync()
            #expect(nightly.code == 3, "\(nightly)")
            #expect(try place.bad() == "1|v1\n3|v3")
            try place.expectArrived("id NOT IN (1, 3, 30)", nightly)
        }
    }

    @Test(arguments: [TrackedBy.changes, .trusted], [0, 2])
    func releasedRowsArePromoted(tracking: TrackedBy, nights: Int) async throws {
        let place = try await rolledBack(tracking)
        for _ in 0..<nights { #expect(await place.sync().code == 3) }
        #expect(await place.place.run("release", "settings").code == 0)
        let next = await place.sync()
        #expect(next.code == 0, "\(next)")
        try place.expectArrived("true", next)
        try place.editWitness()
        try place.source.psql("UPDATE setting SET value = 'later' WHERE id = 4")
        try await place.expectTracked()
    }

    /// One of three is released; the others stay out, and come when it is their turn.
    @Test func rowsThatAreReleasedOneByOne() async throws {
        let place = try await rolledBack(.changes)
        #expect(await place.sync().code == 3)
        for (key, found) in [
            ("id=1", "1|bad\n3|v3"), ("id=30", "1|bad\n3|v3\n30|bad"), ("id=3", "1|bad\n30|bad"),
        ] {
            let release = await place.place.run("release", "settings", "--only", key)
            #expect(release.code == 0, "\(release)")
            let next = await place.sync()
            #expect(next.code == (key == "id=3" ? 0 : 3), "\(next)")
            #expect(try place.bad() == found, "\(next)")
        }
    }

    @Test(arguments: TrackedBy.allCases)
    func aMendedSourceIsPromotedWithoutARelease(tracking: TrackedBy) async throws {
        let place = try await rolledBack(tracking)
        #expect(await place.sync().code == 3)
        try place.source.psql(
            """
            UPDATE setting SET value = 'mended' WHERE id IN (1, 30);
            INSERT INTO setting VALUES (3, 'c3', 'mended');
            """)
        let next = await place.sync()
        #expect(next.code == 0, "\(next)")
        try place.expectArrived("true", next)
    }

    @Test func aRollbackUndoesSeveralRunsAndIsUndone() async throws {
        let place = try await TrackedPlace()
        for round in 1...3 {
            try place.source.psql("UPDATE setting SET value = 'round \(round)' WHERE id IN (1, \(round + 1))")
            try await place.expectTracked()
        }
        let snapshots = place.place.names(in: "snapshots")
        let first = try #require(snapshots.dropFirst(snapshots.count - 3).first)
        #expect(await place.place.run("rollback", first, "--apply").code == 0)
        #expect(try place.target.psql("SELECT count(*) FROM setting WHERE value LIKE 'round%'") == "0")
        #expect(await place.sync().code == 3)
        #expect(await place.place.run("rollback", "latest", "--apply").code == 0)
        #expect(await place.place.run("release", "settings").code == 0)
        let next = await place.sync()
        #expect(next.code == 0, "\(next)")
        try place.expectArrived("true", next)
    }

    /// The plan was made before the rollback and is applied after it: its mark would hide what was undone.
    @Test func aRollbackBetweenPlanAndApply() async throws {
        let place = try await TrackedPlace()
        try place.source.psql("UPDATE setting SET value = 'bad' WHERE id = 1")
        try await place.expectTracked()
        try place.source.psql("UPDATE setting SET value = 'new' WHERE id = 2")
        let command = try await place.paused(at: "before-lock")
        let rollback = await place.place.run("rollback", "latest", "--apply")
        command.resume()
        _ = try await command.finish()
        #expect(await place.place.run("release", "settings").code == 0)
        let next = await place.sync()
        #expect(next.code == 0, "\(rollback)\n\(next)")
        try place.expectArrived("true", next)
    }
}

extension TrackedPlace {
    /// What the target has of the rows that were rolled back.
    fileprivate func bad() throws -> String {
        try target.psql("SELECT id, value FROM setting WHERE id IN (1, 3, 30) ORDER BY id")
    }
}
