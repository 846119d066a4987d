import SeedModel
import Testing

@Suite struct VisibleTextTests {
    private static func runs(_ text: String, isStart: Bool = true, isEnd: Bool = true) -> [VisibleText.Run] {
        VisibleText(text, isStart: isStart, isEnd: isEnd).runs
    }

    @Test func plainTextIsOneRun() {
        #expect(Self.runs("Hello, 東京 👩‍👩‍👧 <b>") == [.init(.plain, "Hello, 東京 👩‍👩‍👧 <b>")])
        #expect(Self.runs("").isEmpty)
    }

    @Test func blanksThatNothingShowsComeApart() {
        #expect(
            Self.runs("  a  b  \n c ") == [
                .init(.blank, "  "), .init(.plain, "a  b"), .init(.blank, "  "), .init(.lineBreak, "\n"),
                .init(.plain, " c"), .init(.blank, " "),
            ])
        #expect(Self.runs(" a ", isStart: false, isEnd: false) == [.init(.plain, " a ")])
        #expect(
            Self.runs("a\tb\r\n") == [
                .init(.plain, "a"), .init(.tab, "\t"), .init(.plain, "b"), .init(.escape, "\\r"),
                .init(.lineBreak, "\n"),
            ])
    }

    @Test func whatActsOrHidesIsEscaped() {
        #expect(
            Self.runs("user\u{202E}gpj\u{0}\u{200B}") == [
                .init(.plain, "user"), .init(.escape, "\\u{202E}"), .init(.plain, "gpj"),
                .init(.escape, "\\u{0}\\u{200B}"),
            ])
        // Drawn onto what stands before the value, were it not escaped.
        #expect(Self.runs("\u{301}a") == [.init(.escape, "\\u{301}"), .init(.plain, "a")])
    }
}
