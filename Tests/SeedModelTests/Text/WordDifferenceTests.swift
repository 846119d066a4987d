import SeedModel
import Testing

struct WordDifferenceTests {
    /// `[-old-]{+new+}`, as `git diff --word-diff` shows them.
    private func marked(_ before: String, _ after: String) -> String {
        WordDifference(before, after).pieces.map { piece in
            switch piece.side {
            case .same: "\(piece.text)"
            case .old: "[-\(piece.text)-]"
            case .new: "{+\(piece.text)+}"
            }
        }.joined()
    }

    @Test(
        arguments: [
            ("Hello", "Hello", "Hello"), ("", "new", "{+new+}"), ("old", "", "[-old-]"),
            ("Hello there, Ann", "Hello dear, Ann", "Hello [-there-]{+dear+}, Ann"),
            ("one two three four", "one 2 three 4", "one [-two-]{+2+} three [-four-]{+4+}"),
            ("a  b", "a b", "a [- -]b"), ("x-y", "x+y", "x[---]{+++}y"),
            ("Grüße 👋🏽 da", "Grüße 👋 da", "Grüße 👋[-🏽-] da"),
        ])
    func wordsThatDiffer(before: String, after: String, expected: String) {
        #expect(marked(before, after) == expected)
    }

    /// Two spellings of one letter: equal to `==`, and two values to a database.
    @Test func spellingsDiffer() {
        #expect(WordDifference("caf\u{E9}", "cafe\u{301}").pieces.map(\.side).contains(.new))
    }

    @Test func piecesMakeUpBothTexts() {
        var generator = SystemRandomNumberGenerator()
        let words = ["a", "bc", " ", "  ", ",", "é", "👋🏽", "\n"]
        for _ in 0..<200 {
            func text() -> String {
                (0..<Int.random(in: 0..<12)).map { _ in words.randomElement(using: &generator) ?? "" }.joined()
            }
            let (before, after) = (text(), text())
            let pieces = WordDifference(before, after).pieces
            #expect(pieces.filter { $0.side != .new }.map(\.text).joined().utf8.elementsEqual(before.utf8))
            #expect(pieces.filter { $0.side != .old }.map(\.text).joined().utf8.elementsEqual(after.utf8))
            #expect(zip(pieces, pieces.dropFirst()).allSatisfy { $0.side != $1.side })
        }
    }

    /// Megabytes that share nothing are one difference, not a comparison of each word with each.
    @Test func longTextsAreOneDifference() {
        let before = String(repeating: "alpha beta ", count: 50_000)
        let after = String(repeating: "gamma delta ", count: 50_000)
        #expect(WordDifference("same \(before)", "same \(after)").pieces.count <= 4)
    }
}
