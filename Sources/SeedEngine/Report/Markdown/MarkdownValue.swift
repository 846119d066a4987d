import SeedModel

/// A cell's value, or its old and new one with the words marked that differ; quoted, so that a text is never taken for NULL.
enum MarkdownValue {
    /// Of a value, or of a part that differs.
    private static let columns = 200
    /// Of what both values have, on either side of a difference.
    private static let context = 40

    static func of(_ value: String?) -> String {
        guard let value else { return "<i>NULL</i>" }
        let excerpt = Excerpt(value, quoted: true, columns: columns)
        return "<code>&quot;\(MarkdownCode.escaped(excerpt.lead + excerpt.focus + excerpt.trail))&quot;</code>"
            + (excerpt.isCutAfter ? "…" : "")
    }

    static func difference(_ old: String?, _ new: String?) -> String {
        guard let old, let new, !old.isEmpty, !new.isEmpty else { return "<del>\(of(old))</del> <ins>\(of(new))</ins>" }
        let pieces = WordDifference(old, new).pieces
        // Where nothing is the same, two values are easier to read than one of two.
        guard pieces.contains(where: { $0.side == .same }), pieces.count <= 60 else {
            return "<del>\(of(old))</del> <ins>\(of(new))</ins>"
        }
        let parts = pieces.enumerated().map { index, piece -> String in
            switch piece.side {
            case .old: return "<del>\(cut(piece.text, columns))</del>"
            case .new: return "<ins>\(cut(piece.text, columns))</ins>"
            case .same:
                if index == 0 { return end(piece.text) }
                return index == pieces.count - 1 ? cut(piece.text, context) : middle(piece.text)
            }
        }
        return "<code>&quot;\(parts.joined())&quot;</code>"
    }

    /// In italics, as nothing of a value is: it can't be taken for the value's own.
    private static let ellipsis = "<i>…</i>"

    private static func cut(_ text: Substring, _ columns: Int) -> String {
        let start = text.prefix(columns)
        return printed(start) + (start.endIndex < text.endIndex ? ellipsis : "")
    }

    private static func end(_ text: Substring) -> String {
        let end = text.suffix(context)
        return (end.startIndex > text.startIndex ? ellipsis : "") + printed(end)
    }

    private static func middle(_ text: Substring) -> String {
        let start = text.prefix(context)
        let end = text[start.endIndex...].suffix(context)
        return printed(start) + (start.endIndex < end.startIndex ? ellipsis : "") + printed(end)
    }

    private static func printed(_ text: Substring) -> String {
        let quoted = Printable.quoted(String(text)).dropFirst().dropLast()
        return MarkdownCode.escaped(String(quoted))
    }
}
