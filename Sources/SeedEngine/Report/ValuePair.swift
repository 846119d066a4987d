import SeedModel

/// A column's old and new value: side by side, `subject: "old" → "new"`, where that fits, else line by line.
struct ValuePair {
    private let name: String
    private let old: String?
    private let new: String?

    /// Less of a value than this on either side and the two go on lines of their own.
    private static let leastColumns = 14

    init(_ name: String, _ old: String?, _ new: String?) {
        self.name = name
        self.old = old
        self.new = new
    }

    /// The pair uncut on one line; nil if it needs more than `columns`.
    func line(within columns: Int) -> StyledText? {
        let label = Excerpt(name, columns: max(columns, 3))
        let space = columns - label.width - 5
        // A column takes four bytes at most, but for marks upon marks.
        guard space > 0, !label.isCutAfter, (old ?? "").utf8.count + (new ?? "").utf8.count <= 8 * space else {
            return nil
        }
        let difference = old.flatMap { old in new.map { WordDifference(old, $0) } }
        let left = MarkedCell(old, of: difference, lacking: .new)
        let right = MarkedCell(new, of: difference, lacking: .old)
        guard left.width + right.width <= space else { return nil }
        return joined(
            label, left.styled(.deleted, part: .deletedPart), right.styled(.inserted, part: .insertedPart))
    }

    /// The pair on one line if it fits; of two long texts the lines that differ; else both sides cut.
    func lines(indent: Int, options: ReportOptions) -> [StyledText] {
        let space = options.columns - indent
        if let line = line(within: space) { return [Self.blank(indent) + line] }
        let label = Excerpt(name, columns: space - 1)
        if let old, let new, !old.isEmpty, !new.isEmpty {
            let heading = Self.blank(indent) + StyledText("\(label.text):", .folded)
            return [heading] + DifferingLines(old, new, options: options).lines(indent: indent)
        }
        let half = (space - label.width - 5) / 2
        guard half >= Self.leastColumns else { return stacked(label, indent: indent, space - 2) }
        // What one side does not need is the other's.
        var left = CellText(old, columns: half)
        let right = CellText(new, columns: space - label.width - 5 - left.width)
        if right.width < half { left = CellText(old, columns: space - label.width - 5 - right.width) }
        return [
            Self.blank(indent)
                + joined(label, StyledText(left.text, .deleted), StyledText(right.text, .inserted))
        ]
    }

    private func stacked(_ label: Excerpt, indent: Int, _ space: Int) -> [StyledText] {
        [
            Self.blank(indent) + StyledText("\(label.text):", .folded),
            Self.blank(indent) + StyledText("- \(CellText(old, columns: space).text)", .deleted),
            Self.blank(indent) + StyledText("+ \(CellText(new, columns: space).text)", .inserted),
        ]
    }

    private func joined(_ label: Excerpt, _ left: StyledText, _ right: StyledText) -> StyledText {
        StyledText("\(label.text): ", .folded) + left + StyledText(" → ", .folded) + right
    }

    private static func blank(_ columns: Int) -> StyledText { StyledText(String(repeating: " ", count: columns)) }
}
