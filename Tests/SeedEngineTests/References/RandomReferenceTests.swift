import Foundation
import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Rows that reference each other in ways nobody thought of, under other ids in the target. `SEEDD_TEST_SEED=n` repeats
/// the case that a failure names.
struct RandomReferenceTests {
    private static let seeds: [UInt64] = {
        let environment = ProcessInfo.processInfo.environment
        if let seed = environment["SEEDD_TEST_SEED"].flatMap({ UInt64($0) }) { return [seed] }
        let first = TestSeed.first
        return (0..<(environment["SEEDD_TEST_FAULTS"] == "all" ? 100 : 6)).map { first + $0 }
    }()

    @Test(.environments, arguments: seeds)
    func everyReferenceLeadsToTheSameRow(seed: UInt64) async throws {
        let databases = try TestEnvironments.current
        var schema = RandomReferences(seed: seed)
        try databases.source.psql(schema.creation(firstID: 100))
        try databases.target.psql(schema.creation(firstID: 90_000))
        let promoter = try Promoter(schema.rules)
        for round in 0..<3 {
            try databases.source.psql(schema.edits(round == 0 ? 60 : 25).map(Self.attempt).joined())
            if round == 2 { try databases.target.psql(schema.edits(10).map(Self.attempt).joined()) }
            let (wanted, before) = (try databases.source.psql(schema.content), try databases.target.digests())
            let plan = try await promoter.plan()
            guard !plan.isEmpty else { continue }
            let run: RunResult
            do {
                run = try await promoter.sync()
            } catch let error as SeedError {
                Issue.record(
                    "round \(round): \(error)\n\(error.detail ?? "")\n\(schema.creation(firstID: 100))\n\(wanted)\n--\n\(try databases.target.psql(schema.content))"
                )
                return
            }
            let found = try databases.target.psql(schema.content)
            #expect(found == wanted, "round \(round)\n\(schema.creation(firstID: 100))")
            #expect(try await promoter.plan().summary == [], "round \(round)")
            let after = try databases.target.digests()
            let undo = try await promoter.rollback(run)
            #expect(try databases.target.digests() == before, "the rollback of round \(round)")
            #expect(try await promoter.plan().isEmpty, "held after the rollback of round \(round)")
            let holds = try databases.target.psql("SELECT table_name, key, rejected FROM seedd.hold")
            try await promoter.rollback(undo)
            #expect(try databases.target.digests() == after)
            let left = try databases.target.psql("SELECT table_name, key, rejected FROM seedd.hold")
            #expect(left == "", "round \(round), before that\n\(holds)")
        }
    }

    private static func attempt(_ edit: String) -> String {
        "DO $$ BEGIN \(edit); EXCEPTION WHEN others THEN NULL; END $$;\n"
    }
}
