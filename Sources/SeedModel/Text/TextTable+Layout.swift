extension TextTable {
    /// Columns narrower than this say nothing.
    private static let leastCut = 12

    /// Width per column, those that may be cut made narrower, widest first; nil if the row doesn't fit.
    func widths(within width: Int?) -> [Int]? {
        var widths = columns.map { max(3, DisplayWidth.of($0.heading)) }
        for row in rows {
            for (index, cell) in row.enumerated() { widths[index] = max(widths[index], DisplayWidth.of(cell)) }
        }
        guard let width else { return widths }
        var excess = widths.reduce(0, +) + 2 * max(0, columns.count - 1) - width
        while excess > 0 {
            let candidates = columns.indices.filter { columns[$0].cuts && widths[$0] > Self.leastCut }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return nil }
            let step = min(excess, max(1, (widths[widest] - Self.leastCut) / 2))
            widths[widest] -= step
            excess -= step
        }
        return widths
    }

    /// One block per row, one line per cell that is not empty, a blank line between blocks.
    func records(color: Bool) -> [String] {
        let label = columns.map { DisplayWidth.of($0.heading) }.max() ?? 0
        let blocks = rows.map { row in
            zip(columns, row).filter { !$1.isEmpty }.map { column, cell in
                let blank = String(repeating: " ", count: label - DisplayWidth.of(column.heading) + 2)
                return StyledText(column.heading, .heading).rendered(color: color) + blank + cell
            }
        }
        return Array(blocks.joined(separator: [""]))
    }
}
