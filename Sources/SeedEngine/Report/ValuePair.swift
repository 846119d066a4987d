import SeedModel

/// A column's old and new value side by side: `subject: "old" → "new"`.
struct ValuePair {
    private let name: String
    private let old: String?
    private let new: String?
    private let oldPart: Range<String.Index>?
    private let newPart: Range<String.Index>?

    /// Less of a value than this on either side and the two go on lines of their own.
    private static let leastColumns = 14

    init(_ name: String, _ old: String?, _ new: String?) {
        self.name = name
        self.old = old
        self.new = new
        let difference = old.flatMap { old in new.map { TextDifference(old, $0) } }
        oldPart = difference?.old
        newPart = difference?.new
    }

    /// The pair uncut on one line; nil if it needs more than `columns`.
    func line(within columns: Int) -> StyledText? {
        let label = Excerpt(name, columns: max(columns, 3))
        let space = columns - label.width - 5
        guard space > 0, !label.isCutAfter else { return nil }
        let left = CellText(old, part: oldPart, columns: space)
        let right = CellText(new, part: newPart, columns: space)
        guard left.isWhole, right.isWhole, left.width + right.width <= space else { return nil }
        return joined(label, left, right)
    }

    /// The pair on one line if both sides can be cut to something legible, else one below the other.
    func lines(indent: Int, columns: Int) -> [StyledText] {
        let space = columns - indent
        if let line = line(within: space) { return [Self.blank(indent) + line] }
        let label = Excerpt(name, columns: space - 1)
        let half = (space - label.width - 5) / 2
        guard half >= Self.leastColumns else { return stacked(label, indent: indent, columns: columns) }
        // What one side does not need is the other's.
        var left = CellText(old, part: oldPart, columns: half)
        let right = CellText(new, part: newPart, columns: space - label.width - 5 - left.width)
        if right.width < half { left = CellText(old, part: oldPart, columns: space - label.width - 5 - right.width) }
        return [Self.blank(indent) + joined(label, left, right)]
    }

    private func stacked(_ label: Excerpt, indent: Int, columns: Int) -> [StyledText] {
        let space = columns - indent - 2
        let left = CellText(old, part: oldPart, columns: space)
        let right = CellText(new, part: newPart, columns: space - 2)
        return [
            Self.blank(indent) + StyledText("\(label.text):", .folded),
            Self.blank(indent + 2) + left.styled(.deleted, part: .deletedPart),
            Self.blank(indent) + StyledText("→ ", .folded) + right.styled(.inserted, part: .insertedPart),
        ]
    }

    private func joined(_ label: Excerpt, _ left: CellText, _ right: CellText) -> StyledText {
        StyledText("\(label.text): ", .folded) + left.styled(.deleted, part: .deletedPart) + StyledText(" → ", .folded)
            + right.styled(.inserted, part: .insertedPart)
    }

    private static func blank(_ columns: Int) -> StyledText { StyledText(String(repeating: " ", count: columns)) }
}
