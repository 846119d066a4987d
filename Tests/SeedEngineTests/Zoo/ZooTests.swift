import Foundation
import SeedTestKit
import Testing

/// Schemas, rows, edits and jobs that nobody thought of.
///
/// `SEEDD_ZOO_SEED=n` repeats the case that a failure names, `SEEDD_ZOO_CASES=n` draws more of them; `make fuzz` never
/// ends.
struct ZooTests {
    private static let batch = 15

    /// Seeds of cases that failed once.
    private static let known: [UInt64] = []

    private static let batches: [[UInt64]] = {
        let environment = ProcessInfo.processInfo.environment
        if let seed = environment["SEEDD_ZOO_SEED"].flatMap({ UInt64($0) }) { return [[seed]] }
        let first = TestSeed.first
        let usual: UInt64 = environment["SEEDD_TEST_FAULTS"] == "all" ? 300 : 30
        let count = environment["SEEDD_ZOO_CASES"].flatMap { UInt64($0) } ?? usual
        let seeds = known + (0..<count).map { first + $0 }
        return stride(from: 0, to: seeds.count, by: batch).map { Array(seeds[$0..<min($0 + batch, seeds.count)]) }
    }()

    @Test(.environments, arguments: batches)
    func theJobsRowsBecomeTheSourcesAndNothingElseChanges(seeds: [UInt64]) async throws {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE EXTENSION citext; CREATE EXTENSION hstore; CREATE EXTENSION btree_gist")
        var promoted = 0
        for seed in seeds {
            let zoo = Zoo(seed: seed)
            let verdict = await ZooCase(zoo, databases).verdict()
            if verdict == .promoted { promoted += 1 }
            guard case .failed(let problem) = verdict else { continue }
            let small = await ZooShrinking(databases).smallest(zoo)
            Issue.record("SEEDD_ZOO_SEED=\(seed): \(problem)\n\(small)")
        }
        if seeds.count > 10 { #expect(promoted * 2 > seeds.count, "hardly any case is promoted") }
    }
}
