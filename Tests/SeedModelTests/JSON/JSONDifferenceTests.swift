import SeedModel
import Testing

@Suite struct JSONDifferenceTests {
    /// `path: old → new` of each difference.
    private static func lines(_ old: String, _ new: String, limit: Int = 200) throws -> [String] {
        let difference = JSONDifference(try #require(JSONNode(old)), try #require(JSONNode(new)), limit: limit)
        return difference.entries.map { "\($0.path): \($0.old?.text ?? "-") → \($0.new?.text ?? "-")" }
            + (difference.isCut ? ["…"] : [])
    }

    @Test func pathsOfWhatWasAddedRemovedAndChanged() throws {
        let old = #"{"retries": 3, "quiet": ["22:00", "07:00"], "old": null, "deep": {"a b": 1}}"#
        let new = #"{"deep": {"a b": 2}, "quiet": ["22:00", "06:30"], "retries": 3, "new": {"x": []}}"#
        #expect(
            try Self.lines(old, new) == [
                #"quiet[1]: "07:00" → "06:30""#, "old: null → -", #"deep["a b"]: 1 → 2"#, #"new: - → {"x": []}"#,
            ])
    }

    @Test func orderAndBlanksAreNoDifference() throws {
        #expect(try Self.lines(#"{"a":1,"b":[1,2]}"#, #"{ "b" : [1, 2], "a" : 1 }"#).isEmpty)
        #expect(try Self.lines("[1, 2]", "[2, 1]") == ["[0]: 1 → 2", "[1]: 2 → 1"])
    }

    @Test func anElementThatCameInBetweenIsOneDifference() throws {
        #expect(try Self.lines("[1, 2, 3]", "[1, 9, 2, 3]") == ["[1]: - → 9"])
        #expect(try Self.lines("[1, 2, 3]", "[1, 3]") == ["[1]: 2 → -"])
    }

    @Test func aKindThatChangesIsOneDifference() throws {
        #expect(try Self.lines(#"{"a": {"b": 1}}"#, #"{"a": [1]}"#) == [#"a: {"b": 1} → [1]"#])
        #expect(try Self.lines("{}", "[]") == [": {} → []"])
    }

    @Test func thereIsALimit() throws {
        #expect(try Self.lines("[1, 2, 3]", "[4, 5, 6]", limit: 2) == ["[0]: 1 → 4", "[1]: 2 → 5", "…"])
    }
}
