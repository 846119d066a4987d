import SeedModel

/// A cell's value as text of a given width: NULL, a bare number or word, or quoted with its beginning in sight.
///
/// An ellipsis stands outside the quotes, so it is never taken for the value's own.
struct CellText {
    private var quote = ""
    private var excerpt: Excerpt

    init(_ value: String?, isKey: Bool = false, columns: Int) {
        guard let value else {
            excerpt = Excerpt("NULL", columns: max(columns, 4))
            return
        }
        // Short enough to be shown whole is short enough to be looked at whole.
        let isShort = value.utf8.count <= 4 * max(columns, 3)
        if isShort, Printable.isNumber(value) || isKey && Printable.isWord(value) {
            excerpt = Excerpt(value, columns: columns)
        } else {
            quote = "\""
            excerpt = Excerpt(value, quoted: true, columns: columns - 2)
        }
    }

    var width: Int { excerpt.width + 2 * quote.utf8.count }

    var text: String { quote + excerpt.lead + excerpt.focus + excerpt.trail + quote + (excerpt.isCutAfter ? "…" : "") }
}
