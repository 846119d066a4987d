import SeedTestKit
import Testing

extension TrackedPlace {
    /// A run brings all the source has, and reads no more than what has changed.
    @discardableResult
    func expectTracked(
        _ condition: String = "true", sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Outcome {
        let outcome = await sync()
        #expect(outcome.code == 0, "\(outcome)", sourceLocation: sourceLocation)
        try expectArrived(condition, outcome, sourceLocation: sourceLocation)
        #expect(try !isWitnessMended, "compared in full: \(outcome)", sourceLocation: sourceLocation)
        return outcome
    }

    /// A run compares all rows and says why, in the line of the table.
    @discardableResult
    func expectFull(
        _ condition: String = "true", says reason: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Outcome {
        let outcome = await sync()
        #expect(outcome.code == 0, "\(outcome)", sourceLocation: sourceLocation)
        try expectArrived(condition, outcome, sourceLocation: sourceLocation)
        #expect(try isWitnessMended, "not compared in full: \(outcome)", sourceLocation: sourceLocation)
        if let reason {
            #expect(
                outcome.error.split(separator: "\n").contains {
                    $0.hasPrefix("public.setting") && $0.contains(reason)
                }, "\(outcome)", sourceLocation: sourceLocation)
        }
        try editWitness()
        return outcome
    }

    /// The target has the source's rows.
    func expectArrived(
        _ condition: String = "true", _ outcome: Outcome? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let (theirs, ours) = try (rows(source, condition), rows(target, condition))
        #expect(ours == theirs, "\(outcome.map { "\($0)" } ?? "")", sourceLocation: sourceLocation)
    }

    var isWitnessMended: Bool {
        get throws { try target.psql("SELECT value FROM setting WHERE id = 0") != "edited" }
    }
}
