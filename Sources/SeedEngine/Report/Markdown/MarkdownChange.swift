import SeedModel

/// One change as a row of a table: what happens, to which row, and the values of its columns.
struct MarkdownChange {
    private let key: [String]
    private let columns: [String]
    private let from: String
    private let to: String
    private let words: ChangeText

    /// Columns of one row that are shown.
    private static let columnLimit = 30

    init(_ table: TablePlan, from: String, to: String) {
        key = table.key
        columns = table.columns
        self.from = from
        self.to = to
        words = ChangeText(key: key, columns: columns, from: from, to: to, options: ReportOptions())
    }

    func row(_ change: Change) -> String {
        let name = MarkdownCode.of(MarkdownKey(key, change.key).text)
        return
            "<tr><td>\(change.kind.rawValue)</td><td>\(name)</td><td>\(lines(change).joined(separator: "<br>"))</td></tr>\n"
    }

    private func lines(_ change: Change) -> [String] {
        let remark = change.reason ?? words.editRemark(change)
        let head = remark.map { [MarkdownCode.of($0)] } ?? []
        if change.isOpenConflict, !change.conflicting.isEmpty {
            return head + limited(change.conflicting.filter(columns.indices.contains)) { sides(of: $0, in: change) }
        }
        guard let before = change.before, let after = change.after else {
            let row = change.before ?? change.after ?? []
            let filled = row.indices.filter { $0 < columns.count && row[$0] != nil && !key.contains(columns[$0]) }
            let values = limited(filled) { "\(label($0)) \(MarkdownValue.of(row[$0]))" }
            return head + (values.isEmpty ? [] : [values.joined(separator: " ")])
        }
        return head
            + limited(change.changedColumns.filter(columns.indices.contains)) { column in
                "\(label(column)) \(MarkdownValue.difference(before[column], after[column]))"
            }
    }

    private func limited(_ columns: [Int], _ text: (Int) -> String) -> [String] {
        let left = columns.count - Self.columnLimit
        return columns.prefix(Self.columnLimit).map(text) + (left > 0 ? ["… \(left.counted("column")) more"] : [])
    }

    private func label(_ column: Int) -> String { MarkdownCode.of(columns[column] + ":") }

    /// What was promoted last, and what the two sides made of it.
    private func sides(of column: Int, in change: Change) -> String {
        let sides = [("was", change.edit?.base), (from, change.after), (to, change.before)].map { name, row in
            let value = row.map { column < $0.count ? MarkdownValue.of($0[column]) : "" } ?? "<i>no row</i>"
            return "\(MarkdownCode.of(name)) \(value)"
        }
        return label(column) + " " + sides.joined(separator: " | ")
    }
}
