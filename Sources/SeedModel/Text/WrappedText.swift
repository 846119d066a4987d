/// Pieces of text one after the other on lines of some columns, broken at a blank where there is one not far.
package struct WrappedText {
    private struct Part {
        var text: Character
        var width: Int
        var style: Style
    }

    private let columns: Int
    private var ended: [[Part]] = []
    private var current: [Part] = []
    private var width = 0

    package init(columns: Int) { self.columns = max(columns, 2) }

    /// Adds `text`, which must be printable already.
    package mutating func append(_ text: String, _ style: Style = .plain) {
        for character in text {
            let part = Part(text: character, width: DisplayWidth.of(String(character)), style: style)
            if width + part.width > columns {
                // A blank is the end of the line, but for one that is seen.
                guard character != " " || style.showsBlanks else {
                    startLine(with: [])
                    continue
                }
                breakLine()
            }
            current.append(part)
            width += part.width
        }
    }

    private mutating func breakLine() {
        var next: [Part] = []
        // A word goes to the next line as a whole, unless that leaves half of this one empty.
        if let blank = current.lastIndex(where: { $0.text == " " }) {
            let word = current[(blank + 1)...]
            if Self.width(word) <= columns / 2 {
                next = Array(word)
                current.removeLast(word.count)
            }
        }
        startLine(with: next)
    }

    private mutating func startLine(with parts: [Part]) {
        while let last = current.last, last.text == " ", !last.style.showsBlanks { current.removeLast() }
        ended.append(current)
        current = parts
        width = Self.width(parts[...])
    }

    private static func width(_ parts: ArraySlice<Part>) -> Int { parts.reduce(0) { $0 + $1.width } }

    /// At least one.
    package var lines: [StyledText] {
        (ended + [current]).map { parts in
            parts.reduce(into: StyledText()) { $0.append(String($1.text), $1.style) }
        }
    }

    package var count: Int { ended.count + 1 }
}
