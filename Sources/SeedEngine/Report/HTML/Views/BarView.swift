import SeedModel

/// A table's rows as one bar: what happens to them, and how many stay as they are.
struct BarView {
    struct Segment {
        let kind: String
        /// Hundredths of the bar's length, as the drawing wants them.
        let start: String
        let length: String
    }

    let segments: [Segment]
    /// The same in words, for who does not see it.
    let words: String

    /// Of this share, in hundredths, one row is drawn at least: it is what the reader is looking for.
    private static let least = 2.0

    init(_ counts: ChangeCounts, kept: Int) {
        let numbers = CountView.numbers(counts, kept: kept) + [(.unchanged, max(0, counts.unchanged - kept))]
        let parts = numbers.filter { $0.number > 0 }
        let total = parts.reduce(0) { $0 + $1.number }
        words = parts.map { "\($0.number.grouped) \($0.style.label)" }.joined(separator: ", ")
        let shares = parts.map { max(Self.least, 100 * Double($0.number) / Double(max(total, 1))) }
        let scale = 100 / max(shares.reduce(0, +), 1)
        var start = 0.0
        segments = zip(parts, shares).map { part, share in
            defer { start += share * scale }
            return Segment(
                kind: part.style.kind, start: Self.text(start), length: Self.text(share * scale))
        }
    }

    private static func text(_ number: Double) -> String {
        String((number * 100).rounded() / 100)
    }
}
