import SeedModel

/// A cell's whole value on one line as ``CellText`` has it, with the words apart that the other side lacks.
struct MarkedCell {
    private let quote: String
    private var parts: [(text: String, isMarked: Bool)] = []

    /// One side of a difference: all but what is `lacking` in it. Without a difference the value is as it is.
    init(_ value: String?, of difference: WordDifference?, lacking side: WordDifference.Side) {
        guard let value else {
            quote = ""
            parts = [("NULL", false)]
            return
        }
        let isNumber = Printable.isNumber(value)
        quote = isNumber ? "" : "\""
        func shown(_ text: Substring) -> String {
            isNumber ? String(text) : String(Printable.quoted(String(text)).dropFirst().dropLast())
        }
        guard let pieces = difference?.pieces.filter({ $0.side != side }) else {
            parts = [(shown(value[...]), false)]
            return
        }
        // Of a value that has nothing in common with the other no part is more different than the rest.
        let isMarked = pieces.contains { $0.side == .same }
        parts = pieces.map { (shown($0.text), isMarked && $0.side != .same) }
    }

    var width: Int { parts.reduce(2 * quote.utf8.count) { $0 + DisplayWidth.of($1.text) } }

    func styled(_ style: Style, part: Style) -> StyledText {
        var line = StyledText(quote, .folded)
        for piece in parts { line.append(piece.text, piece.isMarked ? part : style) }
        line.append(quote, .folded)
        return line
    }
}
