/// A line of output in pieces, each with its style; knows its width.
package struct StyledText {
    private var pieces: [(text: String, style: Style)] = []
    /// Terminal columns.
    package private(set) var width = 0

    package init() {}

    package init(_ text: String, _ style: Style = .plain) { append(text, style) }

    /// Adds `text`, which must be printable already.
    package mutating func append(_ text: String, _ style: Style = .plain) {
        guard !text.isEmpty else { return }
        width += DisplayWidth.of(text)
        if let last = pieces.last, last.style == style || Self.isInvisible(text, style, after: last.style) {
            pieces[pieces.count - 1].text += text
        } else {
            pieces.append((text, style))
        }
    }

    /// Most blanks have no colour: they go with the piece before them, which saves escape sequences.
    private static func isInvisible(_ text: String, _ style: Style, after last: Style) -> Bool {
        !style.showsBlanks && !last.showsBlanks && text.utf8.allSatisfy { $0 == UInt8(ascii: " ") }
    }

    package mutating func append(_ other: StyledText) {
        for piece in other.pieces { append(piece.text, piece.style) }
    }

    package static func + (left: StyledText, right: StyledText) -> StyledText {
        var sum = left
        sum.append(right)
        return sum
    }

    package func rendered(color: Bool) -> String {
        pieces.reduce(into: "") { line, piece in
            guard color, let code = piece.style.code else { return line += piece.text }
            line += "\u{1B}[\(code)m\(piece.text)\u{1B}[0m"
        }
    }
}
