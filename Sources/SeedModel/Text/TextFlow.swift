/// Pieces set one after the other, with two columns between them, on as many lines as they need.
package struct TextFlow {
    /// Columns of a line, and of the blank before each line after the first.
    package let width: Int
    package let hanging: Int
    package private(set) var lines: [StyledText] = []

    package init(_ first: StyledText, width: Int, hanging: Int) {
        self.width = width
        self.hanging = hanging
        lines = [first]
    }

    /// Columns left on the last line for another piece.
    package var room: Int { max(0, width - (lines.last?.width ?? 0) - 2) }

    package mutating func append(_ piece: StyledText, gap: Int = 2) {
        guard var line = lines.popLast() else { return }
        if line.width + gap + piece.width > width {
            lines.append(line)
            line = StyledText(String(repeating: " ", count: hanging))
        } else {
            line.append(String(repeating: " ", count: gap))
        }
        line.append(piece)
        lines.append(line)
    }
}
