/// A text cut to a number of columns around the part that matters, escaped for printing.
///
/// Cost and length follow the columns, not the text.
package struct Excerpt {
    /// What stands before the part, the part, what follows it.
    package var lead = ""
    package var focus = ""
    package var trail = ""
    /// Whether text was left out at either end.
    package var isCutBefore = false
    package var isCutAfter = false
    /// Columns, with one for an ellipsis at each cut end.
    package var width = 0

    /// Cuts `text` to `columns`, `part` (by default the beginning) kept in sight.
    package init(_ text: String, part: Range<String.Index>? = nil, quoted: Bool = false, columns: Int) {
        let columns = max(columns, 3)
        let part = part ?? text.startIndex..<text.startIndex
        // One more than could be shown tells whether there is more.
        let before = text[..<part.lowerBound].suffix(columns + 1).map { PrintedCharacter($0, quoted: quoted) }
        let inside = text[part].prefix(columns + 1).map { PrintedCharacter($0, quoted: quoted) }
        let after = text[part.upperBound...].prefix(columns + 1).map { PrintedCharacter($0, quoted: quoted) }

        let rest = inside + after
        let restWidth = Self.width(rest)
        let beforeWidth = Self.width(before)
        let leadColumns = beforeWidth + restWidth <= columns ? beforeWidth : max(columns / 3, columns - restWidth)
        let shownBefore = Self.fit(before.reversed(), in: leadColumns)
        isCutBefore = shownBefore.count < before.count
        let used = Self.width(shownBefore) + (isCutBefore ? 1 : 0)
        let shownRest = Self.fit(rest, in: columns - used)
        isCutAfter = shownRest.count < rest.count
        width = used + Self.width(shownRest) + (isCutAfter ? 1 : 0)

        lead = Self.text(shownBefore.reversed())
        focus = Self.text(shownRest.prefix(inside.count))
        trail = Self.text(shownRest.dropFirst(inside.count))
    }

    /// Everything with its ellipses, for where no part is emphasised.
    package var text: String { (isCutBefore ? "…" : "") + lead + focus + trail + (isCutAfter ? "…" : "") }

    /// As many characters as fit; one column is kept for the ellipsis if not all do.
    private static func fit(_ characters: [PrintedCharacter], in columns: Int) -> [PrintedCharacter] {
        guard width(characters) > columns else { return characters }
        var left = columns - 1
        return Array(
            characters.prefix { character in
                left -= character.width
                return left >= 0
            })
    }

    private static func width(_ characters: [PrintedCharacter]) -> Int { characters.reduce(0) { $0 + $1.width } }

    private static func text(_ characters: some Sequence<PrintedCharacter>) -> String {
        characters.reduce(into: "") { $0 += $1.text }
    }
}
