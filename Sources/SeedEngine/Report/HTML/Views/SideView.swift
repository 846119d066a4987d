import SeedModel

/// One side of a conflict: what was promoted last, what the source has, or what the target has.
struct SideView {
    let label: String
    /// That side has no such row.
    let isMissing: Bool
    let value: ValueView

    init(_ label: String, _ row: [String?]?, _ column: Int, base: [String?]? = nil) {
        self.label = Printable.escaped(label)
        guard let row, column < row.count else {
            isMissing = true
            value = .none
            return
        }
        isMissing = false
        guard let text = row[column], let base, column < base.count, let old = base[column] else {
            value = ValueView(row[column], .same, SpanWriter(piece: 800))
            return
        }
        let difference = ReadableDifference(old, text)
        let own = difference.pieces.filter { $0.side != .old }
        value =
            difference.isRewritten || text.isEmpty
            ? ValueView(text, .same, SpanWriter(piece: 800)) : ValueView(spans: SpanWriter(piece: 800).spans(own))
    }
}
