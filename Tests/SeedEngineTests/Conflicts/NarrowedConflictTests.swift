import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// One row of a conflict decided for the source, by a run that is narrowed to it.
@Suite(.environments)
struct NarrowedConflictTests {
    private static func only(_ code: String) -> Planner.Options {
        var options = Planner.Options()
        options.only = [(column: "code", values: [code])]
        return options
    }

    private func conflicts() async throws -> ConflictPlace {
        let place = try await ConflictPlace(.merge)
        try place.source("UPDATE t SET v = '2' WHERE code = 'a'")
        try place.target("UPDATE t SET v = '9' WHERE code IN ('a', 'b')")
        return place
    }

    @Test func anotherPolicyOfTheRulesLeavesTheOtherEditsKnown() async throws {
        let place = try await conflicts()
        let source = try Promoter(TableRule(name: "t", mode: .mirror, onConflict: .source))
        #expect(try await source.decidedSync(Self.only("a")).decisions == ["a update edited"])
        #expect(try place.bases() == "a|2|1\nb|1|1\nc|1|1")
        #expect(try await place.sync().decisions == ["b conflict kept"])
        #expect(try place.rows() == "a|2|1\nb|9|1\nc|1|1")
    }

    @Test func aPolicyForOneRunLeavesTheOtherEditsKnown() async throws {
        let place = try await conflicts()
        var options = Self.only("a")
        options.onConflict = .source
        #expect(try await place.promoter.decidedSync(options).decisions == ["a update edited"])
        #expect(try await place.sync().decisions == ["b conflict kept"])
        options.only = []
        try await place.promoter.decidedSync(options)
        #expect(try place.rows() == "a|2|1\nb|1|1\nc|1|1")
        #expect(try place.bases() == "a|2|1\nb|1|1\nc|1|1")
    }

    @Test func newestForOneRunNeedsStamps() async throws {
        let place = try await conflicts()
        var options = Planner.Options()
        options.onConflict = .newest
        let error = await #expect(throws: SeedError.self) { try await place.promoter.plan(options) }
        #expect(error?.code == .configuration)
    }
}
