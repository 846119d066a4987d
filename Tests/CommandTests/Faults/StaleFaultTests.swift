import SeedTestKit
import Testing

/// Rows of the target move after they were planned and before they are locked.
@Suite(.environments)
struct StaleFaultTests {
    static let moves = [
        ("UPDATE price SET note = 'meanwhile' WHERE id = 7", ["id=7", "note was", "\"meanwhile\" now"]),
        ("DELETE FROM price WHERE id = 7", ["id=7", "was deleted since"]),
        ("INSERT INTO currency VALUES ('NEW', 'theirs')", ["code=NEW", "was inserted since"]),
        ("UPDATE price SET amount = -1 WHERE id = 51", ["id=51", "amount was", "-1 now"]),
        ("DELETE FROM price WHERE id = 51", ["id=51", "was deleted since"]),
    ]

    @Test(arguments: moves)
    func `a planned row that moved refuses the run`(move: String, words: [String]) async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let command = try await fixture.paused(at: "before-lock")
        try fixture.target.psql(move)
        let before = try FaultFixture.digest(fixture.target)
        command.resume()
        let result = try await command.finish()
        #expect(result.exitCode == 4, "\(result)")
        for word in words { #expect(result.standardError.contains(word), "\(result)") }
        #expect(result.standardError.contains("hint: plan again"))
        try fixture.expectUntouched(before)
        #expect(try fixture.unfinishedSnapshots() == [])
        try await fixture.expectNextRunSucceeds()
    }

    /// A row the plan does not touch may move.
    @Test func `another row that moved is left as it is`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let command = try await fixture.paused(at: "before-lock")
        try fixture.target.psql("UPDATE price SET note = 'meanwhile' WHERE id = 8")
        command.resume()
        #expect(try await command.finish().exitCode == 0)
        #expect(try fixture.target.psql("SELECT note FROM price WHERE id = 8") == "meanwhile")
    }

    /// A first copy has no row to compare: the table has to be empty still.
    @Test func `a table that was empty when it was planned and has rows now`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        try fixture.source.psql("INSERT INTO flag SELECT 'M' || n, true FROM generate_series(1, 25000) n")
        try fixture.target.psql("TRUNCATE flag")
        let command = try await fixture.paused(at: "before-lock")
        try fixture.target.psql("INSERT INTO flag VALUES ('theirs', true)")
        let before = try FaultFixture.digest(fixture.target)
        command.resume()
        let result = try await command.finish()
        #expect(result.exitCode == 4, "\(result)")
        try fixture.expectUntouched(before)
    }

    /// Somebody answers the question later; the plan shown is what is written or nothing is.
    @Test func `a row that moved while the question was open`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let session = try await fixture.atTheQuestion("sync")
        try fixture.target.psql("UPDATE price SET note = 'meanwhile' WHERE id = 7")
        let before = try FaultFixture.digest(fixture.target)
        try session.type("yes\n")
        let result = try await session.finish()
        #expect(result.exitCode == 4, "\(result)")
        #expect(result.standardOutput.contains("\"meanwhile\" now"))
        try fixture.expectUntouched(before)
    }
}
