import SeedTestKit
import Testing

/// A hot standby as the source of a tracked table: it sees its primary's transactions, and becomes another server.
struct TrackedStandbyFaultTests {
    static let writers = [
        "BEGIN; UPDATE setting SET value = 'late' WHERE id = 1",
        "BEGIN; SELECT pg_current_xact_id(); SAVEPOINT a; UPDATE setting SET value = 'late' WHERE id = 1; RELEASE a",
        // More subtransactions than the primary reports by themselves.
        """
        BEGIN;
        DO $$BEGIN FOR n IN 1..90 LOOP
            BEGIN UPDATE setting SET value = 'late ' || n WHERE id = 1; EXCEPTION WHEN others THEN NULL; END;
        END LOOP; END$$
        """,
    ]

    @Test func `what commits after the read is found`() async throws {
        try await SeparateSource.with { separate in
            let standby = try separate.cluster.makeStandby()
            defer { try? standby.stop() }
            for tracking in TrackedBy.allCases {
                try await interleave(separate, standby, separate.place(tracking))
            }
        }
    }

    private func interleave(
        _ separate: SeparateSource, _ standby: TestCluster, _ primary: TrackedPlace
    ) async throws {
        let place = try primary.moved(to: separate.database(on: standby))
        try await separate.waitFor(standby)
        try await place.expectFull()
        for writer in Self.writers {
            let late = try await PausedSession(writer, then: "COMMIT", in: primary.source)
            try primary.source.psql("UPDATE setting SET value = value || '!' WHERE id = 2")
            try await separate.waitFor(standby)
            try await place.expectTracked()
            try await late.finish()
            try await separate.waitFor(standby)
            try await place.expectTracked()
        }
        let name = primary.source.name
        try primary.source.psql(
            "BEGIN; UPDATE setting SET value = 'prepared' WHERE id = 3; PREPARE TRANSACTION '\(name)'")
        try primary.source.psql("DELETE FROM setting WHERE id = 4")
        try await separate.waitFor(standby)
        try await place.expectTracked()
        try primary.source.psql("COMMIT PREPARED '\(name)'")
        try await separate.waitFor(standby)
        try await place.expectTracked()
    }

    /// The standby lacks what the primary committed last, and gives its transaction ids to others.
    @Test func `a failover that loses commits`() async throws {
        try await SeparateSource.with { separate in
            let standby = try separate.cluster.makeStandby()
            defer { try? standby.stop() }
            let place = try await separate.place(.changes)
            try await separate.waitFor(standby)
            try standby.set("primary_conninfo", "")
            for id in 1...5 { try place.source.psql("UPDATE setting SET value = 'lost' WHERE id = \(id)") }
            try await place.expectTracked()
            try separate.cluster.stop()
            try standby.promote()
            let moved = try place.moved(to: separate.database(on: standby))
            try moved.source.psql("UPDATE setting SET value = 'new' WHERE id = 6")
            #expect(try moved.rows(moved.source) != moved.rows(moved.target))
            try await moved.expectFull()
            try await moved.expectTracked()
        }
    }

    /// It goes on as the server it was, with a history of its own.
    @Test func `a standby that is promoted while it is the source`() async throws {
        try await SeparateSource.with { separate in
            let standby = try separate.cluster.makeStandby()
            defer { try? standby.stop() }
            let primary = try await separate.place(.changes)
            let place = try primary.moved(to: separate.database(on: standby))
            try await separate.waitFor(standby)
            try await place.expectFull()
            try primary.source.psql("UPDATE setting SET value = 'old' WHERE id = 1")
            try await separate.waitFor(standby)
            try await place.expectTracked()
            let open = try await PausedSession(
                "BEGIN; UPDATE setting SET value = 'never' WHERE id = 2", then: "COMMIT", in: primary.source)
            try standby.promote()
            try await open.finish()
            try place.source.psql("UPDATE setting SET value = 'new' WHERE id = 3")
            for _ in 1...3 {
                let outcome = await place.sync()
                #expect(outcome.code == 0, "\(outcome)")
                try place.expectArrived("true", outcome)
                try place.source.psql("UPDATE setting SET value = value || '!' WHERE id > 10; CHECKPOINT")
            }
        }
    }
}
