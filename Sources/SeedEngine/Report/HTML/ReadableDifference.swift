import SeedModel

/// A word-level difference as a person reads it: no confetti of single words that two different texts share.
struct ReadableDifference {
    let pieces: [WordDifference.Piece]
    /// The two have so little in common that each is read better by itself.
    let isRewritten: Bool
    /// What the eye would miss.
    let remark: String

    init(_ old: String, _ new: String) {
        let pieces = Self.joined(WordDifference(old, new).pieces)
        self.pieces = pieces
        let shared = pieces.reduce(0) { $0 + ($1.side == .same ? $1.text.utf8.count : 0) }
        isRewritten = 3 * shared < min(old.utf8.count, new.utf8.count)
        let isBlank = pieces.allSatisfy { piece in
            piece.side == .same || piece.text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
        }
        let limit = SpanWriter().piece
        let lengths = [old, new].map { $0.unicodeScalars.count }
        var remarks: [String] = []
        if isBlank { remarks.append("Only blanks differ.") }
        if lengths.contains(where: { $0 > limit }) {
            let (before, after) = (lengths[0].grouped, lengths[1].grouped)
            remarks.append(before == after ? "\(before) characters." : "\(before) → \(after) characters.")
        }
        remark = remarks.joined(separator: " ")
    }

    /// Words replaced one after the other are one replacement, although they share the blanks between them.
    private static func joined(_ pieces: [WordDifference.Piece]) -> [WordDifference.Piece] {
        var joined: [WordDifference.Piece] = []
        var (old, new): (Substring, Substring) = ("", "")
        func flush() {
            if !old.isEmpty { joined.append(WordDifference.Piece(side: .old, text: old)) }
            if !new.isEmpty { joined.append(WordDifference.Piece(side: .new, text: new)) }
            (old, new) = ("", "")
        }
        for (index, piece) in pieces.enumerated() {
            switch piece.side {
            case .old: old += piece.text
            case .new: new += piece.text
            case .same:
                let isLink = !old.isEmpty && !new.isEmpty && index + 1 < pieces.count && isBlank(piece.text)
                if isLink, index + 2 < pieces.count, pieces[index + 1].side == .old, pieces[index + 2].side == .new {
                    old += piece.text
                    new += piece.text
                } else {
                    flush()
                    joined.append(piece)
                }
            }
        }
        flush()
        return joined
    }

    private static func isBlank(_ text: Substring) -> Bool {
        text.utf8.count <= 4 && text.utf8.allSatisfy { $0 == UInt8(ascii: " ") }
    }
}
