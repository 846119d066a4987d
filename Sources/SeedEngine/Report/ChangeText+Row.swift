import SeedModel

extension ChangeText {
    /// A long value is cut to this on a line that several share.
    private static let sharedColumns = 40

    /// `name: value` on a line of its own.
    func listed(_ name: String, _ value: String?, style: Style = .plain) -> StyledText {
        let space = options.columns - Self.indent
        let label = Excerpt(name, columns: space / 2)
        let cell = CellText(value, columns: space - label.width - 2)
        var line = StyledText(String(repeating: " ", count: Self.indent))
        line.append("\(label.text): ", .folded)
        line.append(cell.text, value == nil ? .folded : style)
        return line
    }

    /// Adds columns of an added or removed row to the key's line while they fit; those without a value and the rest
    /// become a number.
    func fold(_ values: some Sequence<(String, String?)>, into flow: inout TextFlow) {
        let values = Array(values)
        var left = values.count
        for (name, value) in values {
            guard let value else { continue }
            let rest = left > 1 ? "… \(left - 1) more".count + 2 : 0
            let room = flow.room - rest
            let label = Excerpt(name, columns: max(room, 3))
            var piece = StyledText("\(label.text): ", .folded)
            // Less than this of a value says nothing.
            let space = min(Self.sharedColumns, room - piece.width)
            let cell = CellText(value, columns: max(space, 3))
            guard label.width + 2 + min(cell.width, 12) <= room, cell.width <= space else { break }
            piece.append(cell.text)
            flow.append(piece)
            left -= 1
        }
        guard left > 0 else { return }
        let rest = left == values.count ? "… \(left) \(left == 1 ? "column" : "columns")" : "… \(left) more"
        flow.append(StyledText(rest, .folded))
    }
}
