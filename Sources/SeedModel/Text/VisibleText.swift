/// A text cut into what shows as itself and what does not, for a page that can draw the two differently.
///
/// The same characters are escaped as in `Printable`; line breaks, tabs and blanks at an end come apart, so that a reader can
/// be shown them where they are.
package struct VisibleText: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// Printed as it is.
        case plain
        case lineBreak, tab
        /// One or more spaces that nothing would show: at the beginning of the text, or at the end of a line.
        case blank
        /// The escape of a character that would not show, or act on what stands around it.
        case escape
    }

    package struct Run: Sendable, Equatable {
        package var kind: Kind
        package var text: String

        package init(_ kind: Kind, _ text: String) {
            self.kind = kind
            self.text = text
        }
    }

    package private(set) var runs: [Run] = []

    /// `isStart` and `isEnd`: whether nothing stands before the text, or on its last line behind it.
    package init(_ text: some StringProtocol, isStart: Bool = true, isEnd: Bool = true) {
        var spaces = 0
        var isAtStart = isStart
        func flush(isAtEnd: Bool) {
            guard spaces > 0 else { return }
            append(isAtStart || isAtEnd ? .blank : .plain, String(repeating: " ", count: spaces))
            spaces = 0
        }
        for character in text {
            switch character {
            case " ": spaces += 1
            case "\n", "\r\n":
                flush(isAtEnd: true)
                if character == "\r\n" { append(.escape, "\\r") }
                append(.lineBreak, "\n")
                isAtStart = false
            case "\t":
                flush(isAtEnd: false)
                append(.tab, "\t")
                isAtStart = false
            default:
                flush(isAtEnd: false)
                let printed = PrintedCharacter(character).text
                append(printed.utf8.elementsEqual(String(character).utf8) ? .plain : .escape, printed)
                isAtStart = false
            }
        }
        flush(isAtEnd: isEnd)
    }

    private mutating func append(_ kind: Kind, _ text: String) {
        guard let last = runs.last, last.kind == kind, kind == .plain || kind == .escape else {
            return runs.append(Run(kind, text))
        }
        runs[runs.count - 1].text += text
    }
}
