import SeedModel
import Testing

struct LineDifferenceTests {
    /// `  same`, `-old`, `+new`, `~3` for folded lines; marked parts in brackets.
    private func shown(_ old: String, _ new: String) -> [String] {
        func text(_ runs: [LineDifference.Run]) -> String {
            runs.filter { !$0.text.isEmpty }.map { $0.isMarked ? "[\($0.text)]" : String($0.text) }.joined()
        }
        return LineDifference(WordDifference(old, new)).lines.map { line in
            switch line {
            case .same(let text): " \(text)"
            case .folded(let count): "~\(count)"
            case .old(let runs): "-\(text(runs))"
            case .new(let runs): "+\(text(runs))"
            }
        }
    }

    @Test func aWordInALine() {
        #expect(shown("one two three", "one 2 three") == ["-one [two] three", "+one [2] three"])
    }

    @Test func linesAround() {
        #expect(
            shown("a\nb\nc\nd x\ne\nf\ng", "a\nb\nc\nd y\ne\nf\ng") == ["~2", " c", "-d [x]", "+d [y]", " e", "~2"])
        #expect(shown("a\nb x\nc\nd", "a\nb y\nc\nd") == [" a", "-b [x]", "+b [y]", " c", " d"])
    }

    @Test func addedAndRemovedLinesAreNotMarked() {
        #expect(shown("a\nc", "a\nb\nc") == [" a", "+b", " c"])
        #expect(shown("a\nb\nc", "a\nc") == [" a", "-b", " c"])
        #expect(shown("a", "a\nb") == [" a", "+b"])
        #expect(shown("b", "a\nb") == ["+a", " b"])
        #expect(shown("old", "new") == ["-old", "+new"])
    }

    @Test func aLineEndIsADifference() {
        #expect(shown("a", "a\n") == [" a", "+"])
        #expect(shown("a\r\nb", "a\nb") == ["-a[\r]", "+a", " b"])
    }

    @Test func blanksAreMarked() { #expect(shown("a  b", "a b") == ["-a [ ]b", "+a b"]) }

    @Test func wordsThatDifferAreMarkedWithTheBlanksBetweenThem() {
        #expect(shown("for one hour only", "for two hours only") == ["-for [one hour] only", "+for [two hours] only"])
        #expect(shown("one hour", "two hours") == ["-one hour", "+two hours"])
    }

    @Test func manyLinesInCommonAreCounted() {
        let lines = (0..<10_000).map { "line \($0)" }
        let (head, tail) = (lines.joined(separator: "\n"), lines.reversed().joined(separator: "\n"))
        #expect(
            shown(head + "\nold\n" + tail, head + "\nnew\n" + tail)
                == ["~9999", " line 9999", "-old", "+new", " line 9999", "~9999"])
    }

    /// Without the folding of what is equal, old and new lines are the texts.
    @Test func anyTwoTextsAreInIt() {
        var random = SystemRandomNumberGenerator()
        let alphabet = ["a", "b", " ", "\n", "\n", "é", "e\u{301}", "\r\n", "😀", "\u{200D}"]
        for _ in 0..<3000 {
            let texts = (0..<2).map { _ in
                (0..<Int.random(in: 0...12, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "" }
                    .joined()
            }
            var sides: [[String]] = [[], []]
            let lines = LineDifference(WordDifference(texts[0], texts[1])).lines
            for line in lines {
                switch line {
                case .same(let text): for side in 0...1 { sides[side].append(String(text)) }
                case .folded: break
                case .old(let runs): sides[0].append(runs.map { String($0.text) }.joined())
                case .new(let runs): sides[1].append(runs.map { String($0.text) }.joined())
                }
            }
            guard !lines.contains(where: { if case .folded = $0 { true } else { false } }) else { continue }
            for side in 0...1 {
                #expect(sides[side].joined(separator: "\n").utf8.elementsEqual(texts[side].utf8), "\(texts)")
            }
        }
    }
}
