import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

extension Promoter {
    /// The whole promise: the plan counts what was changed, the target becomes the source, a second plan is empty, and
    /// a rollback, and a rollback of that, bring back every byte.
    func roundTrip(_ expected: [String]? = nil, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let (before, wanted) = (try target.digests(), try source.digests())
        let plan = try await plan()
        if let expected { #expect(plan.summary == expected, sourceLocation: sourceLocation) }
        #expect(plan.isEmpty == (before == wanted), sourceLocation: sourceLocation)
        guard !plan.isEmpty else { return }
        let run = try await sync()
        #expect(try target.digests() == wanted, "after the run", sourceLocation: sourceLocation)
        #expect(try await self.plan().summary == [], "the second plan", sourceLocation: sourceLocation)
        let undo = try await rollback(run)
        #expect(try target.digests() == before, "after the rollback", sourceLocation: sourceLocation)
        try await rollback(undo)
        #expect(try target.digests() == wanted, "after its rollback", sourceLocation: sourceLocation)
    }
}
