import SeedTestKit
import Testing

/// What moves or freezes rows without changing them, and so must neither hide a change nor cost a full compare.
@Suite(.environments)
struct MaintenanceTests {
    static let commands = [
        "VACUUM setting", "VACUUM (FREEZE) setting", "VACUUM FULL setting", "CLUSTER setting USING setting_pkey",
        "ANALYZE setting", "REINDEX TABLE setting", "SELECT * FROM setting FOR UPDATE",
    ]

    @Test(arguments: commands)
    func nothingIsLost(command: String) async throws {
        let place = try await TrackedPlace()
        try place.source.psql("\(command); UPDATE setting SET value = 'new' WHERE id = 1; \(command);")
        try await place.expectTracked()
        try place.source.psql("DELETE FROM setting WHERE id = 2; \(command);")
        try await place.expectTracked()
    }

    /// Rows that are frozen when they are written.
    @Test func copyFreeze() async throws {
        let place = try await TrackedPlace()
        let rows = try place.source.psql("COPY (SELECT id, code, value || '!' FROM setting) TO STDOUT")
        try place.source.psql(
            """
            BEGIN; TRUNCATE setting;
            COPY setting (id, code, value) FROM STDIN (FREEZE);
            \(rows)
            \\.
            COMMIT;
            """)
        let outcome = await place.sync()
        #expect(outcome.code == 0, "\(outcome)")
        try place.expectArrived()
    }
}
