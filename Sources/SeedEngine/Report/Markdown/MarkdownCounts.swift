import SeedModel

/// Rows of a table of counts: those that are held or in conflict only where there are any.
struct MarkdownCounts {
    private let columns: [(name: String, count: (ChangeCounts) -> Int)]

    init(_ total: ChangeCounts) {
        var columns: [(String, (ChangeCounts) -> Int)] = [
            ("insert", { $0.insert }), ("update", { $0.update }), ("delete", { $0.delete }),
            ("unchanged", { $0.unchanged }),
        ]
        if total.held > 0 { columns.append(("held", { $0.held })) }
        if total.conflict > 0 { columns.append(("conflict", { $0.conflict })) }
        self.columns = columns
    }

    var heading: String {
        "<tr><th align=\"left\">table</th>" + columns.map { "<th align=\"right\">\($0.name)</th>" }.joined() + "</tr>"
    }

    /// `name` is HTML.
    func row(_ name: String, _ counts: ChangeCounts) -> String {
        let cells = columns.map { "<td align=\"right\">\($0.count(counts).grouped)</td>" }
        return "<tr><td>\(name)</td>" + cells.joined() + "</tr>\n"
    }
}
