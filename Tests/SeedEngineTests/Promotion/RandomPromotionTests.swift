import Foundation
import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Schemas, rows and edits that nobody thought of. `SEEDD_TEST_SEED=n` repeats the case that a failure names.
struct RandomPromotionTests {
    private static let seeds: [UInt64] = {
        let environment = ProcessInfo.processInfo.environment
        if let seed = environment["SEEDD_TEST_SEED"].flatMap({ UInt64($0) }) { return [seed] }
        let first = TestSeed.first
        return (0..<(environment["SEEDD_TEST_FAULTS"] == "all" ? 150 : 12)).map { first + $0 }
    }()

    @Test(.environments, arguments: seeds)
    func targetBecomesTheSourceAndBack(seed: UInt64) async throws {
        let databases = try TestEnvironments.current
        var schema = RandomSchema(seed: seed)
        try databases.psql(schema.creation())
        // A failed edit is undone by itself and the others go on.
        let common = schema.edits(20).map(Self.attempt).joined(separator: "\n")
        let own = schema.edits(30).map(Self.attempt).joined(separator: "\n")
        try databases.psql("SET client_min_messages = error;\n" + common)
        try databases.source.psql("SET client_min_messages = error;\n" + own)
        try await Promoter.mirror("public").roundTrip()
    }

    private static func attempt(_ edit: String) -> String {
        """
        DO $$ BEGIN \(edit);
            SET CONSTRAINTS ALL IMMEDIATE; EXCEPTION WHEN others THEN NULL; END $$;
        """
    }
}
