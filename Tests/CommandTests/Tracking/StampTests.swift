import SeedTestKit
import Testing

/// What a stamp says decides nothing about what is read; one that can't be true is told.
@Suite(.environments)
struct StampTests {
    /// Written past the trigger, as an import or a careless UPDATE does.
    private static func write(_ id: Int, stamp: String) -> String {
        """
        SET session_replication_role = replica;
        UPDATE setting SET value = 'found', updated_at = \(stamp) WHERE id = \(id);
        """
    }

    static let late = ["NULL", "updated_at", "now() - interval '1 hour'", "'-infinity'"]
    static let timely = [
        "now()", "clock_timestamp()", "now() + interval '1 day'", "'infinity'", "date_trunc('milliseconds', now())",
        "date_trunc('second', now()) + interval '1 second'",
    ]

    @Test(arguments: [TrackedBy.changes, .stamp])
    func anyStampIsFound(tracking: TrackedBy) async throws {
        let place = try await TrackedPlace(tracking)
        for round in 1...2 {
            for (index, stamp) in (Self.late + Self.timely).enumerated() {
                try place.source.psql(Self.write(index * 2 + round, stamp: stamp))
            }
            let outcome = try await place.expectTracked()
            let told = "updated_at can't be trusted: \(Self.late.count) changes came"
            #expect(outcome.error.contains(told) == (tracking == .stamp), "\(outcome)")
            #expect(outcome.error.contains("can't be trusted") == (tracking == .stamp), "\(outcome)")
        }
    }

    /// No mark moves with a stamp: what follows one of the future, or has the same, is neither missed nor told.
    @Test func whatFollowsIsFoundAndNotTold() async throws {
        let place = try await TrackedPlace(.stamp)
        for (index, stamp) in Self.timely.enumerated() {
            let (first, second) = (index * 3 + 1, index * 3 + 2)
            try place.source.psql(Self.write(first, stamp: stamp))
            try await place.expectTracked()
            // A stamp of the present is of the past once a run has read it, and is told then, rightly.
            let isAhead = stamp.contains("day") || stamp.contains("infinity")
            let same = isAhead ? "(SELECT updated_at FROM setting WHERE id = \(first))" : stamp
            try place.source.psql(
                """
                \(Self.write(second, stamp: same))
                SET session_replication_role = origin;
                UPDATE setting SET value = 'usual' WHERE id = \(second + 1);
                """)
            let outcome = try await place.expectTracked()
            #expect(!outcome.error.contains("can't be trusted"), "\(stamp): \(outcome)")
        }
    }

    /// An index by stamps can't show those that come too late, so trust is not for the second.
    static let clocks: [(TrackedBy, String)] = [
        (.changes, "1 hour"), (.changes, "-1 hour"), (.stamp, "1 hour"), (.stamp, "-1 hour"), (.trusted, "1 hour"),
    ]

    /// A source whose clock, or whose application's clock, is not the target's.
    @Test(arguments: clocks)
    func clockThatIsOff(tracking: TrackedBy, by offset: String) async throws {
        let place = try await TrackedPlace(tracking)
        try place.source.psql(
            """
            CREATE OR REPLACE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS
                $$BEGIN NEW.updated_at = now() + interval '\(offset)'; RETURN NEW; END$$;
            """)
        for id in 1...3 {
            try place.source.psql("UPDATE setting SET value = 'off' WHERE id = \(id)")
            try await place.expectTracked()
        }
    }

    /// The hour that comes twice when clocks go back, in a column without a zone.
    @Test func stampsThatGoBackWithTheClock() async throws {
        let column = "ALTER TABLE setting ALTER updated_at TYPE timestamp;"
        let place = try await TrackedPlace(.stamp, schema: column)
        for (id, stamp) in [(1, "2026-10-25 02:59:59"), (2, "2026-10-25 02:00:01"), (3, "2026-10-25 02:00:01")] {
            try place.source.psql(Self.write(id, stamp: "'\(stamp)'"))
            try await place.expectTracked()
        }
    }

    static let doubts = [
        ("DROP INDEX setting_updated_at_idx", "no index leads with updated_at"),
        ("ALTER TABLE setting ALTER updated_at DROP NOT NULL", "updated_at may be NULL"),
        (write(3, stamp: "now() + interval '1 day'"), "a stamp in the future"),
    ]

    /// A column that is trusted is gone by as long as all is as it has to be.
    @Test(arguments: doubts)
    func aTrustedColumnIsReadByItsIndex(change: String, reason: String) async throws {
        let place = try await TrackedPlace(.trusted)
        for id in [1, 2] {
            try place.source.psql("UPDATE setting SET value = 'new' WHERE id = \(id)")
            let outcome = try await place.expectTracked()
            #expect(outcome.error.contains("public.setting: read by its index on updated_at"), "\(outcome)")
        }
        try place.source.psql("\(change); \(Self.write(4, stamp: "updated_at"))")
        let doubting = await place.sync()
        #expect(doubting.code == 0 && doubting.error.contains(reason), "\(doubting)")
        try place.expectArrived("true", doubting)
    }

    /// Once a stamp was seen that came too late, an index by stamps is not relied upon.
    @Test func brokenTrustIsToldAndEndsTheUseOfTheIndex() async throws {
        let place = try await TrackedPlace(.trusted)
        try place.source.psql(Self.write(1, stamp: "updated_at"))
        #expect(await place.sync().code == 0)
        try place.configure(rule: "mode: mirror, reconcile: 1ms")
        let reconciled = try await place.expectFull()
        #expect(reconciled.error.contains("tracking had not seen"), "\(reconciled)")
        #expect(reconciled.error.contains("id=0; id=1"), "\(reconciled)")
        #expect(reconciled.error.contains("updated_at can't be trusted: 1 change came"), "\(reconciled)")
        try place.configure()
        try place.source.psql(Self.write(2, stamp: "updated_at"))
        try await place.expectTracked()
    }
}
