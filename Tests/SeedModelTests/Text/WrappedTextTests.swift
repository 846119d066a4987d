import SeedModel
import Testing

struct WrappedTextTests {
    private func lines(_ text: String, _ columns: Int) -> [String] {
        var wrapped = WrappedText(columns: columns)
        wrapped.append(text)
        return wrapped.lines.map { $0.rendered(color: false) }
    }

    @Test func breaksAtBlanks() { #expect(lines("the quick brown fox", 10) == ["the quick", "brown fox"]) }

    @Test func aBlankAtTheEndOfALineIsIt() { #expect(lines("abcde fgh", 5) == ["abcde", "fgh"]) }

    @Test func breaksALongWord() { #expect(lines("abcdefghijkl", 5) == ["abcde", "fghij", "kl"]) }

    @Test func wideCharactersStayWhole() { #expect(lines("東京都千代田区", 5) == ["東京", "都千", "代田", "区"]) }

    @Test func nothingIsOneLine() { #expect(lines("", 5) == [""]) }

    @Test func stylesGoOnOverTheBreak() {
        var wrapped = WrappedText(columns: 4)
        wrapped.append("ab")
        wrapped.append("cdef", .deletedPart)
        #expect(
            wrapped.lines.map { $0.rendered(color: true) } == ["ab\u{1B}[7;31mcd\u{1B}[0m", "\u{1B}[7;31mef\u{1B}[0m"])
    }

    @Test func markedBlanksKeepTheirColour() {
        var text = StyledText("a", .deleted)
        text.append("  ", .deletedPart)
        text.append(" ", .deleted)
        #expect(text.rendered(color: true) == "\u{1B}[31ma\u{1B}[0m\u{1B}[7;31m  \u{1B}[0m\u{1B}[31m \u{1B}[0m")
    }
}
