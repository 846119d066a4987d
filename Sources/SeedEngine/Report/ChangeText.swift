import SeedModel

/// One change as lines of text: a marked line with the key, then what differs.
struct ChangeText {
    let key: [String]
    let columns: [String]
    /// Environments, by which the sides of a conflict are told apart.
    var from = ""
    var to = ""
    let options: ReportOptions

    /// Blank before what belongs to a change.
    static let indent = 4

    func lines(_ change: Change) -> [StyledText] {
        var flow = heading(change)
        if let sides = sides(change) { return flow.lines + sides }
        guard let before = change.before, let after = change.after else {
            let row = change.after ?? change.before ?? []
            let values = zip(columns, row).filter { !key.contains($0.0) }
            if options.verbosity > 0 { return flow.lines + values.map { listed($0, $1) } }
            fold(values, into: &flow)
            return flow.lines
        }
        let changed = Set(change.changedColumns)
        if options.verbosity < 2, changed.count == 1, let only = changed.first, only < columns.count {
            // A lone short difference needs no line of its own.
            let pair = ValuePair(columns[only], before[only], after[only])
            if let line = pair.line(within: flow.room) {
                flow.append(line)
                return flow.lines
            }
        }
        return zip(columns, zip(before, after)).enumerated().reduce(into: flow.lines) { lines, column in
            let (name, values) = column.element
            if changed.contains(column.offset) {
                lines += ValuePair(name, values.0, values.1).lines(indent: Self.indent, options: options)
            } else if options.verbosity > 1, !key.contains(name) {
                lines.append(listed(name, values.1, style: .folded))
            }
        }
    }

    /// `+ code=WELCOME locale=de`, on more lines if the key is long.
    private func heading(_ change: Change) -> TextFlow {
        let (marker, style) = Self.marker(change.kind)
        var flow = TextFlow(StyledText("  " + marker, style), width: options.columns, hanging: Self.indent)
        for (name, value) in zip(key, change.key) {
            flow.append(keyPart(name, value, style), gap: 1)
        }
        switch change.kind {
        case .held:
            let reason = change.reason.map { ": \(Printable.escaped($0))" } ?? ""
            // The marker says that nothing is written; whether a row is missing or too many must be told in words.
            let what = change.before == nil ? " insert" : change.after == nil ? " delete" : ""
            append("(held\(what)\(reason))", to: &flow)
        default:
            guard let remark = editRemark(change) else { break }
            append("(\(remark))", to: &flow)
        }
        return flow
    }

    /// A remark in words, on as many lines as a narrow terminal takes.
    private func append(_ remark: String, to flow: inout TextFlow) {
        let piece = StyledText(remark, .folded)
        guard piece.width > options.columns - Self.indent else { return flow.append(piece, gap: 1) }
        for word in remark.split(separator: " ") {
            flow.append(StyledText(Excerpt(String(word), columns: options.columns - Self.indent).text, .folded), gap: 1)
        }
    }

    private func keyPart(_ name: String, _ value: String?, _ style: Style) -> StyledText {
        let space = options.columns - Self.indent
        let label = Excerpt(name, columns: space / 2)
        let cell = CellText(value, isKey: true, columns: space - label.width - 1)
        return StyledText("\(label.text)=\(cell.text)", style)
    }

    private static func marker(_ kind: ChangeKind) -> (String, Style) {
        switch kind {
        case .insert: ("+", .inserted)
        case .update: ("~", .updated)
        case .delete: ("-", .deleted)
        case .held: ("=", .updated)
        case .conflict: ("!", .updated)
        }
    }
}
