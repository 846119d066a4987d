import SeedTestKit
import Testing

/// A run that did not look at all that changed moves no mark.
@Suite(.environments)
struct PartialRunTests {
    static let options = [
        ["plan"], ["sync"], ["sync", "--apply", "--only", "id=1"], ["sync", "--apply", "--where", "id = 1"],
        ["plan", "--full"], ["sync", "--full"], ["snapshot"],
    ]

    @Test(arguments: TrackedBy.allCases)
    func whatItDidNotBringIsBroughtByTheNext(tracking: TrackedBy) async throws {
        let place = try await TrackedPlace(tracking)
        for (index, options) in Self.options.enumerated() {
            try place.source.psql(
                """
                UPDATE setting SET value = '\(options)' WHERE id IN (1, 2);
                DELETE FROM setting WHERE id = \(index + 3);
                """)
            let partial = try await place.place.program(options)
            #expect(partial.code == 0, "\(partial)")
            try await place.expectTracked()
        }
    }

    @Test func aRunThatFails() async throws {
        let place = try await TrackedPlace()
        try place.target.psql("ALTER TABLE setting ADD CONSTRAINT no CHECK (value <> 'new')")
        try place.source.psql("UPDATE setting SET value = 'new' WHERE id = 1")
        for _ in 1...2 { #expect(await place.sync().code == 65) }
        try place.target.psql("ALTER TABLE setting DROP CONSTRAINT no")
        try await place.expectTracked()
    }

    /// A row the target had moved meanwhile: refused, and brought by the next run.
    @Test func aRunThatIsRefusedAsStale() async throws {
        let place = try await TrackedPlace()
        try place.source.psql("UPDATE setting SET value = 'new' WHERE id = 1")
        let command = try await place.paused(at: "before-lock")
        try place.target.psql("UPDATE setting SET value = 'theirs' WHERE id = 1")
        command.resume()
        #expect(try await command.finish().exitCode == 4)
        try await place.expectTracked()
    }

    @Test(arguments: ["before-lock", "after-snapshot", "mid-write", "before-commit"])
    func aRunThatIsKilled(point: String) async throws {
        let place = try await TrackedPlace()
        try place.source.psql("UPDATE setting SET value = 'new' WHERE id = 1; DELETE FROM setting WHERE id = 2")
        let killed = try await place.place.program(["sync", "--apply"], variables: ["SEEDD_FAULT_POINT": point])
        #expect(killed.code == -1, "\(killed)")
        let deadline = ContinuousClock.now + .seconds(60)
        var next = await place.sync()
        while next.code == 75, ContinuousClock.now < deadline { next = await place.sync() }
        #expect(next.code == 0, "\(next)")
        try place.expectArrived()
        #expect(try !place.isWitnessMended)
    }

    @Test func fullIsAskedFor() async throws {
        let place = try await TrackedPlace()
        try place.source.psql("UPDATE setting SET value = 'new' WHERE id = 1")
        let full = await place.place.run("sync", "--apply", "--full", "-v")
        #expect(full.code == 0, "\(full)")
        #expect(try place.isWitnessMended)
        try place.expectArrived()
        try place.editWitness()
        try await place.expectTracked()
    }

    /// An edit of the target is told; it says nothing of the source's stamps.
    @Test(arguments: TrackedBy.allCases)
    func aReconcileThatIsDue(tracking: TrackedBy) async throws {
        let place = try await TrackedPlace(tracking, rule: "mode: mirror, reconcile: 1ms")
        let reconciled = try await place.expectFull()
        #expect(reconciled.error.contains("tracking had not seen"), "\(reconciled)")
        #expect(reconciled.error.contains("id=0"), "\(reconciled)")
        #expect(!reconciled.error.contains("can't be trusted"), "\(reconciled)")
        try place.target.psql("UPDATE setting SET value = 'v0' WHERE id = 0")
        try place.source.psql("UPDATE setting SET value = 'new' WHERE id = 1; DELETE FROM setting WHERE id = 2")
        let usual = await place.sync()
        #expect(usual.code == 0 && !usual.error.contains("tracking had not seen"), "\(usual)")
    }
}
