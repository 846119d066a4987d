@testable import SeedModel

extension TimeZoneRules {
    /// A zone that goes by one rule for ever, written as the footer of its file.
    init(_ text: String) throws {
        guard let rule = TimeZoneRule(text.utf8) else { throw TimeZoneProblem.malformed }
        self.init(firstOffset: rule.standardOffset, changes: [], rule: rule, ruleStart: nil)
    }
}
