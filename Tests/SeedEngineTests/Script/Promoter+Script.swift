import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

extension Promoter {
    /// The script of a plan that is made now.
    @discardableResult
    func script(streamsWholeTables: Bool = false, refusals: [Finding] = []) async throws -> ScriptFile {
        var options = Planner.Options()
        options.streamsWholeTables = streamsWholeTables
        let promotion = promotion(options)
        let reviewed = ReviewedPlan(plan: try await promotion.plan(), refusals: refusals, createdAt: .now)
        return try ScriptFile(
            SQLScript(reviewed, target: try await promotion.targetIdentity(), version: "0.0-test"))
    }

    /// The promise: the script does to the target what a run does to a copy of it, and the next plan is empty.
    func expectParity(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let copy = try TestServer.shared.copy(target)
        defer { try? TestServer.shared.drop([copy]) }
        let outcome = try await script().run(target)
        #expect(outcome.exitCode == 0, "\(outcome.standardError)", sourceLocation: sourceLocation)
        try await Promoter(job.tables, source: source, target: copy).sync()
        #expect(try target.digests() == copy.digests(), sourceLocation: sourceLocation)
        #expect(try target.sequences() == copy.sequences(), sourceLocation: sourceLocation)
        #expect(try await plan().summary == [], "the plan after the script", sourceLocation: sourceLocation)
    }

    /// The script ends with an error that says `words`, and the target is as it was.
    func expectRefused(
        _ script: ScriptFile, _ words: String, _ options: [String] = [],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let before = try target.digests()
        let outcome = try await script.run(target, options)
        #expect(outcome.exitCode == 3, sourceLocation: sourceLocation)
        #expect(outcome.standardError.contains(words), "\(outcome.standardError)", sourceLocation: sourceLocation)
        #expect(try target.digests() == before, sourceLocation: sourceLocation)
    }
}

extension TestDatabase {
    /// Where each sequence stands.
    func sequences() throws -> String {
        try psql(
            "SELECT schemaname, sequencename, last_value FROM pg_sequences WHERE schemaname <> 'seedd' ORDER BY 1, 2")
    }
}
