import SeedModel

extension ChangeText {
    /// `in conflict, edited in production since 2026-11-12`; nil where there is nothing to say.
    func editRemark(_ change: Change) -> String? {
        if change.kind == .conflict, let reason = change.reason { return Printable.escaped(reason) }
        let state = change.kind != .conflict ? nil : change.edit?.isKept == true ? "kept" : "in conflict"
        let edit = change.edit.map { edit in
            let verb = change.before == nil ? "deleted" : "edited"
            return "\(verb) in \(Printable.escaped(to))" + (edit.since.map { " since \($0.prefix(10))" } ?? "")
        }
        let gone = change.kind == .conflict && change.after == nil ? "deleted in \(Printable.escaped(from))" : nil
        let parts = [state, edit, gone].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// The columns of a conflict, each with what was promoted last and what the two sides made of it; nil for other changes,
    /// and for a row that stays deleted, or there.
    func sides(_ change: Change) -> [StyledText]? {
        guard change.kind == .conflict, let edit = change.edit else { return nil }
        if edit.isKept, change.before == nil || change.after == nil { return nil }
        let shown = edit.isKept ? change.changedColumns : change.conflicting
        return shown.filter { $0 < columns.count && !key.contains(columns[$0]) }.flatMap { column -> [StyledText] in
            if let lines = comparedSides(change, edit, column) { return lines }
            let label = Excerpt(columns[column], columns: (options.columns - Self.indent) / 2)
            let blank = String(repeating: " ", count: Self.indent)
            var flow = TextFlow(StyledText(blank + label.text + ":", .folded), width: options.columns, hanging: 6)
            for (name, row) in [("was", edit.base), (from, change.after), (to, change.before)] {
                flow.append(side(name, row, column), gap: 1)
            }
            return flow.lines
        }
    }

    /// Long texts as differences, from what was promoted last to either side, else from the target to the source; nil where
    /// the values have room beside each other.
    private func comparedSides(_ change: Change, _ edit: TargetEdit, _ column: Int) -> [StyledText]? {
        guard let source = change.after?[column], let target = change.before?[column] else { return nil }
        let base = edit.base.flatMap { column < $0.count ? $0[column] : nil }
        let values = [source, target, base].compactMap(\.self)
        guard values.allSatisfy({ !$0.isEmpty }), values.contains(where: { $0.utf8.count > options.columns / 2 }) else {
            return nil
        }
        guard let base else { return compared(column, target, source, "\(to) → \(from)") }
        return compared(column, base, source, "was → \(from)") + compared(column, base, target, "was → \(to)")
    }

    private func compared(_ column: Int, _ old: String, _ new: String, _ title: String) -> [StyledText] {
        var heading = WrappedText(columns: options.columns - Self.indent)
        heading.append(Excerpt("\(columns[column]): \(title)", columns: 2 * options.columns).text, .folded)
        let blank = StyledText(String(repeating: " ", count: Self.indent))
        return heading.lines.map { blank + $0 } + DifferingLines(old, new, options: options).lines(indent: Self.indent)
    }

    private func side(_ name: String, _ row: [String?]?, _ column: Int) -> StyledText {
        let label = Excerpt(name, columns: 30)
        var piece = StyledText("| \(label.text) ", .folded)
        guard let row, column < row.count else {
            piece.append("no row", .folded)
            return piece
        }
        piece.append(CellText(row[column], columns: max(options.columns - piece.width - 8, 14)).text)
        return piece
    }
}
