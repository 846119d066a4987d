import SeedTestKit
import Testing

/// Transaction ids begin again at 3 after 2^32 - 1: rows of before and after are told apart.
struct WraparoundFaultTests {
    @Test func `changes around the wraparound are found, and nothing else is read`() async throws {
        try await SeparateSource.with { separate in
            try age(separate)
            let place = try await separate.place(.changes)
            let old = try await PausedSession(
                "BEGIN; UPDATE setting SET value = 'old' WHERE id = 1", then: "COMMIT", in: place.source)
            try await place.expectTracked()
            try place.source.psql("UPDATE setting SET value = 'before' WHERE id = 2")
            #expect(try !isWrapped(place.source))
            try place.source.psql(String(repeating: "SELECT pg_current_xact_id();", count: 800))
            #expect(try isWrapped(place.source))
            try place.source.psql("UPDATE setting SET value = 'after' WHERE id = 3")
            try await place.expectTracked()
            try place.source.psql("UPDATE setting SET value = 'later' WHERE id = 4")
            try await place.expectTracked()
            try await old.finish()
            try await place.expectTracked()
            try place.source.psql("UPDATE setting SET value = 'last' WHERE id = 5; DELETE FROM setting WHERE id = 6")
            try await place.expectTracked()
            try await expectFullFromAfar(place)
        }
    }

    /// A mark of the future, or one so old that 32 bits don't tell what came after it.
    private func expectFullFromAfar(_ place: TrackedPlace) async throws {
        for distance in ["+ 1000000", "- 2147483648", "- 4294967296"] {
            try place.target.psql(
                "UPDATE seedd.watermark SET horizon = (horizon::text::bigint \(distance))::text::xid8")
            try place.source.psql("UPDATE setting SET value = 'at \(distance)' WHERE id = 7")
            try await place.expectFull()
            try await place.expectTracked()
        }
    }

    private func isWrapped(_ database: TestDatabase) throws -> Bool {
        try database.psql("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint > 1::bigint << 32") == "t"
    }

    /// Lets the server live until a few hundred transactions before the wraparound, in steps that leave all rows readable.
    private func age(_ separate: SeparateSource) throws {
        let server = separate.cluster.server
        _ = try server.psql("UPDATE pg_database SET datallowconn = true")
        for next in [1_450_000_000, 2_900_000_000, UInt32.max - 500] {
            let names = try server.psql("SELECT datname FROM pg_database").split(separator: "\n")
            for name in names { try server.database(named: String(name)).psql("VACUUM FREEZE") }
            _ = try server.psql("CHECKPOINT")
            try separate.cluster.stop()
            try separate.cluster.setNextTransaction(next)
            try separate.cluster.start()
        }
    }
}
