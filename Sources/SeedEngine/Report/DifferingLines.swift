import SeedModel

/// The old and the new lines of a long text, one below the other, with the words marked that differ: in colour, or as
/// `[-old-]` and `{+new+}` where there is none.
struct DifferingLines {
    let difference: LineDifference
    let options: ReportOptions

    /// Columns of the signs before a line.
    private static let signColumns = 2
    /// Of a part that both texts have, less than this on either side of a difference says nothing.
    private static let leastContext = 8
    /// Lines of a terminal for one value; with more detail asked for, so many more.
    private static let standardLines = 20
    private static let detailedLines = 1000

    init(_ old: String, _ new: String, options: ReportOptions) {
        difference = LineDifference(WordDifference(old, new))
        self.options = options
    }

    func lines(indent: Int) -> [StyledText] {
        let space = options.columns - indent - Self.signColumns
        let limit = options.verbosity > 0 ? Self.detailedLines : Self.standardLines
        var shown: [StyledText] = []
        for (index, line) in difference.lines.enumerated() {
            let (sign, style) = Self.sign(line)
            let set = text(of: line, space, atMost: max(limit / 2 - 1, 1))
            guard shown.count + set.count <= limit || shown.isEmpty else {
                let left = difference.lines[index...].reduce(0) { $0 + $1.count }
                let hint = options.verbosity > 0 ? "" : " (-v shows them)"
                var rest = WrappedText(columns: space)
                rest.append("… \(left.counted("line")) more\(hint)", .folded)
                return shown + rest.lines.map { Self.blank(indent + Self.signColumns) + $0 }
            }
            for (number, text) in set.enumerated() {
                shown.append(Self.margin(indent, number == 0 ? sign : "", style, before: text) + text)
            }
        }
        return shown
    }

    private func text(of line: LineDifference.Line, _ space: Int, atMost limit: Int) -> [StyledText] {
        switch line {
        case .same(let text): [StyledText(Excerpt(String(text), columns: space).text, .folded)]
        case .folded(let count): Self.folded(count, space)
        case .old(let runs): wrapped(runs, space, limit, .deleted, part: .deletedPart, marks: ("[-", "-]"))
        case .new(let runs): wrapped(runs, space, limit, .inserted, part: .insertedPart, marks: ("{+", "+}"))
        }
    }

    private static func folded(_ count: Int, _ space: Int) -> [StyledText] {
        let text = StyledText("… \(count) lines", .folded)
        return [text.width <= space ? text : StyledText("…", .folded)]
    }

    /// The line on as many lines as it takes, without most of the long parts that differ in nothing.
    private func wrapped(
        _ runs: [LineDifference.Run], _ space: Int, _ limit: Int, _ style: Style, part: Style, marks: (String, String)
    ) -> [StyledText] {
        let isWhole = runs.reduce(0) { $0 + $1.text.utf8.count } <= 4 * space && width(runs) <= space
        var text = WrappedText(columns: space)
        for (index, run) in runs.enumerated() {
            guard text.count <= limit else {
                text.append("…", .folded)
                break
            }
            let shown = isWhole ? Printable.escaped(String(run.text)) : shortened(run, index, of: runs.count, space)
            guard run.isMarked else {
                text.append(shown, style)
                continue
            }
            text.append(options.color || shown.isEmpty ? shown : marks.0 + shown + marks.1, part)
        }
        return text.lines
    }

    private func width(_ runs: [LineDifference.Run]) -> Int {
        let marks = options.color ? 0 : 4
        return runs.reduce(0) {
            $0 + DisplayWidth.of(Printable.escaped(String($1.text))) + ($1.isMarked && !$1.text.isEmpty ? marks : 0)
        }
    }

    private func shortened(_ run: LineDifference.Run, _ index: Int, of count: Int, _ space: Int) -> String {
        let text = String(run.text)
        let limit = Self.standardLines / 2 * space
        guard !run.isMarked, count > 1 else { return Excerpt(text, columns: limit).text }
        let side = max(space / 3, Self.leastContext)
        let whole = Excerpt(text, columns: 2 * side)
        guard whole.isCutAfter else { return whole.text }
        let head = Excerpt(text, columns: side)
        let tail = Excerpt(text, part: text.endIndex..<text.endIndex, columns: side)
        if index == 0 { return tail.text }
        return index == count - 1 ? head.text : head.text + tail.lead
    }

    private static func sign(_ line: LineDifference.Line) -> (String, Style) {
        switch line {
        case .same, .folded: ("", .folded)
        case .old: ("-", .deleted)
        case .new: ("+", .inserted)
        }
    }

    /// Without blanks at the end of a line that is empty.
    private static func margin(
        _ indent: Int, _ sign: String, _ style: Style, before text: StyledText
    ) -> StyledText {
        guard !sign.isEmpty || text.width > 0 else { return StyledText() }
        let line = blank(indent) + StyledText(sign, style)
        return text.width > 0 ? line + blank(indent + signColumns - line.width) : line
    }

    private static func blank(_ columns: Int) -> StyledText { StyledText(String(repeating: " ", count: columns)) }
}
