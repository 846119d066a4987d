import Foundation
import SeedTestKit
import Testing

/// Whatever order transactions commit in while jobs read, nothing that was committed is lost.
@Suite(.environments)
struct StressFaultTests {
    static let isThorough = ProcessInfo.processInfo.environment["SEEDD_TEST_FAULTS"] == "all"

    /// `SEEDD_TEST_SEED` repeats a run, as far as the machine's timing does.
    static var seed: UInt64 {
        let given = ProcessInfo.processInfo.environment["SEEDD_TEST_SEED"].flatMap { UInt64($0) }
        return given ?? .random(in: 0...999_999)
    }

    @Test func `ten kinds of writers, and no row is lost`() async throws {
        let seed = Self.seed
        print("stress: seed \(seed)")
        let stress = try await StressPlace()
        try await stress.run(seconds: Self.isThorough ? 60 : 5, seed: seed)
        for tracking in stress.tracked {
            try await stress.sync(tracking)
            #expect(try stress.lost(tracking).isEmpty, "\(tracking), seed \(seed)")
            try await expectTrackedStill(stress, tracking)
            let plan = try await stress.place.program(["plan", "\(tracking)", "--full", "--detailed-exitcode"])
            #expect(plan.code == 0, "\(tracking), seed \(seed): \(plan)")
            #expect(!plan.error.contains("tracking had not seen"), "\(plan)")
        }
    }

    /// Row 0 is nobody's: edited in the target, it is put right by a full compare only.
    private func expectTrackedStill(_ stress: StressPlace, _ tracking: TrackedBy) async throws {
        let target = stress.place.environments.target
        try target.psql("UPDATE \(tracking) SET value = 'edited' WHERE id = 0")
        try stress.place.environments.source.psql("UPDATE setting SET value = 'last of \(tracking)' WHERE id = 1")
        try await stress.sync(tracking)
        #expect(try target.psql("SELECT value FROM \(tracking) WHERE id = 0") == "edited")
        try target.psql("UPDATE \(tracking) SET value = '' WHERE id = 0")
    }

    /// The same with a rule that is wrong, so that the test above is known to find what it looks for.
    @Test func `the naive rule loses rows`() async throws {
        let seed = Self.seed
        let stress = try await StressPlace([.changes, .stamp], variables: ["SEEDD_TEST_WATERMARK": "naive"])
        try await stress.run(seconds: Self.isThorough ? 20 : 5, seed: seed)
        for tracking in stress.tracked {
            try await stress.sync(tracking)
            let lost = try stress.lost(tracking)
            print("stress: seed \(seed), \(tracking): the naive rule lost \(lost.count)")
            #expect(!lost.isEmpty, "\(tracking), seed \(seed)")
        }
    }
}
