import SeedModel
import Testing

struct EditDistanceTests {
    @Test(arguments: [
        ("", "", 0), ("abc", "abc", 0), ("where", "wehre", 1), ("mode", "mod", 1), ("Mode", "mode", 0),
        ("kitten", "sitting", 3), ("", "abc", 3), ("ñu", "nu", 1),
    ])
    func distance(left: String, right: String, expected: Int) {
        #expect(EditDistance.between(left, right) == expected)
        #expect(EditDistance.between(right, left) == expected)
    }

    @Test(arguments: [
        ("wehre", "where"), ("stagin", "staging"), ("xyz", nil), ("a", nil), ("", nil),
        (String(repeating: "x", count: 1_000_000), nil),
    ])
    func nearest(word: String, expected: String?) {
        #expect(EditDistance.nearest(to: word, among: ["where", "staging", "production", "set"]) == expected)
    }

    @Test func suggestionListsWhatIsKnown() {
        #expect(EditDistance.suggestion(for: "zzz", among: ["from", "to"]) == "; known: from, to")
        #expect(EditDistance.suggestion(for: "form", among: ["from", "to"]) == "; did you mean \"from\"?")
        #expect(EditDistance.suggestion(for: "form", among: []) == "; none is defined")
    }
}
