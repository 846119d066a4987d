import SeedModel

/// Cuts the pieces of a value to what a person looks at: all of what differs, a few words around it, and how much was left
/// out between.
struct SpanWriter {
    /// Characters of one piece that are shown.
    var piece = 2000
    /// Characters shown of what both sides have, at each end that something else follows.
    var context = 160
    /// Stretches of a value, so that a page of small differences stays one.
    var stretches = 160

    /// One side of a value, or a value without another side.
    func spans(_ text: String, _ side: WordDifference.Side = .same) -> [SpanView] {
        guard !text.isEmpty else { return [] }
        return spans([WordDifference.Piece(side: side, text: text[...])])
    }

    func spans(_ pieces: [WordDifference.Piece]) -> [SpanView] {
        var spans: [SpanView] = []
        for (index, piece) in pieces.enumerated() {
            guard index < stretches else {
                spans.append(SpanView(leftOut: pieces[index...].reduce(0) { $0 + $1.text.unicodeScalars.count }))
                break
            }
            let ends = (isStart: index == 0, isEnd: index == pieces.count - 1)
            let isContext = piece.side == .same && pieces.count > 1
            let head = isContext ? (ends.isStart ? 0 : context) : self.piece - min(200, self.piece / 4)
            let tail = isContext ? (ends.isEnd ? 0 : context) : min(200, self.piece / 4)
            append(piece, head: head, tail: tail, isStart: ends.isStart, isEnd: ends.isEnd, to: &spans)
        }
        return spans
    }

    private func append(
        _ piece: WordDifference.Piece, head: Int, tail: Int, isStart: Bool, isEnd: Bool, to spans: inout [SpanView]
    ) {
        let scalars = piece.text.unicodeScalars
        // A gap of a few words is no gain over the words.
        let slack = 80
        // Of a megabyte only the ends are walked; UTF-8 has at most four bytes for a character.
        guard piece.text.utf8.count > head + tail + slack,
            let start = scalars.index(
                scalars.startIndex, offsetBy: head, limitedBy: scalars.endIndex)
        else {
            spans.append(SpanView(piece.side, piece.text, isStart: isStart, isEnd: isEnd))
            return
        }
        let left = scalars[start...].count - tail
        guard left > slack else {
            spans.append(SpanView(piece.side, piece.text, isStart: isStart, isEnd: isEnd))
            return
        }
        let end = scalars.index(scalars.endIndex, offsetBy: -tail)
        if head > 0 { spans.append(SpanView(piece.side, piece.text[..<start], isStart: isStart)) }
        spans.append(SpanView(leftOut: left))
        if tail > 0 { spans.append(SpanView(piece.side, piece.text[end...], isEnd: isEnd)) }
    }
}
