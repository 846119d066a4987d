import SeedModel

/// A column of a change, in one of several forms.
struct ColumnView {
    let name: [RunView]
    /// The partial that draws it.
    let form: String
    var value = ValueView.none
    var old = ValueView.none
    var new = ValueView.none
    var paths: [PathView] = []
    var sides: [SideView] = []
    var remark = ""
    var hasRemark = false

    private init(_ name: String, _ form: ReportTemplate) {
        self.name = RunView.of(name)
        self.form = form.rawValue
    }

    /// A value without another side.
    static func value(_ name: String, _ value: String?, _ side: WordDifference.Side = .same, _ writer: SpanWriter)
        -> ColumnView
    {
        var column = ColumnView(name, .columnValue)
        column.value = ValueView(value, side, writer)
        return column
    }

    /// What a conflict has on either side, and what was promoted last.
    static func sides(_ name: String, _ sides: [SideView]) -> ColumnView {
        var column = ColumnView(name, .columnSides)
        column.sides = sides
        return column
    }

    /// What becomes of a value.
    static func difference(_ name: String, _ old: String?, _ new: String?) -> ColumnView {
        guard let old, let new else { return pair(name, old, new) }
        if let json = json(name, old, new) { return json }
        if isShort(old), isShort(new) { return pair(name, old, new) }
        return text(name, old, new)
    }

    private static func isShort(_ value: String) -> Bool { value.utf8.count <= 48 && !value.utf8.contains(0x0A) }

    private static func pair(_ name: String, _ old: String?, _ new: String?) -> ColumnView {
        let isShort = [old, new].allSatisfy { $0.map(Self.isShort) ?? true }
        var column = ColumnView(name, isShort ? .columnPair : .columnBlocks)
        column.old = ValueView(old, .old)
        column.new = ValueView(new, .new)
        return column
    }

    private static func text(_ name: String, _ old: String, _ new: String) -> ColumnView {
        let difference = ReadableDifference(old, new)
        var column = ColumnView(name, difference.isRewritten ? .columnBlocks : .columnText)
        if difference.isRewritten {
            column.old = ValueView(old, .old)
            column.new = ValueView(new, .new)
        } else {
            column.value = ValueView(spans: SpanWriter().spans(difference.pieces))
        }
        column.note(difference.remark)
        return column
    }

    private static func json(_ name: String, _ old: String, _ new: String) -> ColumnView? {
        // Larger ones are read by nobody path by path.
        guard max(old.utf8.count, new.utf8.count) < 4 << 20, let before = JSONNode(old), before.isContainer,
            let after = JSONNode(new), after.isContainer
        else { return nil }
        let difference = JSONDifference(before, after, limit: 100)
        guard !difference.entries.isEmpty else {
            var column = text(name, old, new)
            column.note("The same JSON: only the order of members, blanks or the spelling of a text differ.")
            return column
        }
        var column = ColumnView(name, .columnJSON)
        column.paths = difference.entries.map(PathView.init)
        if difference.isCut { column.note("Only the first \(difference.entries.count) differences are listed.") }
        return column
    }

    private mutating func note(_ remark: String) {
        guard !remark.isEmpty else { return }
        self.remark = remark
        hasRemark = true
    }
}
