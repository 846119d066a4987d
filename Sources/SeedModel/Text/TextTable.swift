/// Rows under headings in aligned columns, for lists such as snapshots and runs.
///
/// Cells are escaped here. Where the terminal is too narrow even after cutting, each row is a block of
/// `HEADING value` lines instead: an id that can't be copied is of no use.
package struct TextTable {
    package struct Column: Sendable {
        package var heading: String
        package var alignsRight: Bool
        /// Whether long cells may be cut to the terminal's width.
        package var cuts: Bool

        package static func left(_ heading: String, cuts: Bool = false) -> Column {
            Column(heading: heading, alignsRight: false, cuts: cuts)
        }

        /// For numbers.
        package static func right(_ heading: String) -> Column {
            Column(heading: heading, alignsRight: true, cuts: false)
        }
    }

    package var columns: [Column]
    package private(set) var rows: [[String]] = []

    package init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row; missing cells are empty.
    package mutating func append(_ cells: [String]) {
        let missing = max(0, columns.count - cells.count)
        rows.append(cells.prefix(columns.count).map(Printable.escaped) + Array(repeating: "", count: missing))
    }

    /// The table for a terminal of `width` columns; nil where lines may be as long as they need.
    package func lines(width: Int? = nil, color: Bool = false) -> [String] {
        guard let widths = widths(within: width) else { return records(color: color) }
        let heading = line(columns.map(\.heading), widths, style: .heading)
        return ([heading] + rows.map { line($0, widths, style: .plain) }).map { $0.rendered(color: color) }
    }

    private func line(_ cells: [String], _ widths: [Int], style: Style) -> StyledText {
        var line = StyledText()
        // Nothing after the last cell with something in it: no blanks at the end of a line.
        let used = (cells.lastIndex { !$0.isEmpty } ?? -1) + 1
        for (index, cell) in cells.prefix(used).enumerated() {
            let shown = Excerpt(cell, columns: widths[index]).text
            let blank = String(repeating: " ", count: max(0, widths[index] - DisplayWidth.of(shown)))
            let isLast = index == used - 1
            line.append(index == 0 ? "" : "  ")
            line.append(columns[index].alignsRight ? blank : "")
            line.append(shown, style)
            line.append(columns[index].alignsRight || isLast ? "" : blank)
        }
        return line
    }
}
