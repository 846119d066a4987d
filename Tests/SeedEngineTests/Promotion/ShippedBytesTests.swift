import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// What goes between the databases follows the changes, not the table.
@Suite(.environments)
struct ShippedBytesTests {
    private func promoter(_ track: TableRule.Tracking) async throws -> Promoter {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE TABLE item (id int PRIMARY KEY, v text)")
        try databases.source.psql("INSERT INTO item SELECT n, 'v' || n FROM generate_series(1, 30000) n")
        let promoter = try Promoter(TableRule(name: "public.item", mode: .mirror, track: track))
        try await promoter.settle()
        try await promoter.run()
        return promoter
    }

    private func shipped(_ promoter: Promoter) async throws -> Int {
        _ = try await promoter.plan()
        return promoter.sink.events.reduce(0) { last, event in
            if case .tablePlanned(_, _, _, let bytes) = event { bytes } else { last }
        }
    }

    @Test(arguments: [TableRule.Tracking.content, .changes])
    func `a few bytes where nothing differs, whatever the last run did`(track: TableRule.Tracking) async throws {
        let promoter = try await promoter(track)
        #expect(try await shipped(promoter) < 100)
        try promoter.source.psql("UPDATE item SET v = 'x' WHERE id = 7")
        try await promoter.settle()
        try await promoter.run()
        #expect(try await shipped(promoter) < 100)
    }

    @Test func `a table that changes all the time is not asked for its digest first`() async throws {
        let promoter = try await promoter(.content)
        for round in 1...2 {
            try promoter.source.psql("UPDATE item SET v = '\(round)' WHERE id = 7")
            try await promoter.run()
        }
        #expect(try await shipped(promoter) > 30_000 * 12)
        try promoter.target.psql("UPDATE seedd.run SET finished_at = finished_at - interval '2 hours'")
        #expect(try await shipped(promoter) < 100)
    }

    /// The keys of one bucket of 1024 and the buckets' digests, not the keys of the table.
    @Test func `what is gone is found among a few keys`() async throws {
        let promoter = try await promoter(.changes)
        try promoter.source.psql("DELETE FROM item WHERE id = 7")
        let bytes = try await shipped(promoter)
        #expect(bytes > 1000 && bytes < 100_000, "\(bytes)")
    }
}
