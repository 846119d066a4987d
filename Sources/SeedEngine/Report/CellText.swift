import SeedModel

/// A cell's value as text of a given width: NULL, a bare number or word, or quoted with the part that matters in sight.
///
/// An ellipsis stands outside the quotes, so it is never taken for the value's own.
struct CellText {
    private var open = ""
    private var excerpt: Excerpt

    init(_ value: String?, part: Range<String.Index>? = nil, isKey: Bool = false, columns: Int) {
        guard let value else {
            excerpt = Excerpt("NULL", columns: max(columns, 4))
            return
        }
        // Short enough to be shown whole is short enough to be looked at whole.
        let isShort = value.utf8.count <= 4 * max(columns, 3)
        if isShort, Printable.isNumber(value) || isKey && Printable.isWord(value) {
            excerpt = Excerpt(value, part: part, columns: columns)
        } else {
            open = "\""
            excerpt = Excerpt(value, part: part, quoted: true, columns: columns - 2)
        }
    }

    var width: Int { excerpt.width + 2 * open.utf8.count }
    var isWhole: Bool { !excerpt.isCutBefore && !excerpt.isCutAfter }

    var text: String { before + excerpt.lead + excerpt.focus + excerpt.trail + after }

    /// The value with its part emphasised.
    func styled(_ style: Style, part: Style) -> StyledText {
        var line = StyledText(before, .folded)
        line.append(excerpt.lead, style)
        line.append(excerpt.focus, part)
        line.append(excerpt.trail, style)
        line.append(after, .folded)
        return line
    }

    private var before: String { (excerpt.isCutBefore ? "…" : "") + open }
    private var after: String { open + (excerpt.isCutAfter ? "…" : "") }
}
