import SeedModel

/// How many rows something happens to.
struct CountView {
    let style: ChangeStyle
    let number: String
    let isZero: Bool

    init(_ style: ChangeStyle, _ number: Int) {
        self.style = style
        self.number = number.grouped
        isZero = number == 0
    }

    /// All kinds that are written, the others where there are any.
    static func of(_ counts: ChangeCounts, kept: Int) -> [CountView] {
        numbers(counts, kept: kept).filter { $0.style.isWritten || $0.number > 0 }.map(CountView.init)
    }

    static func numbers(_ counts: ChangeCounts, kept: Int) -> [(style: ChangeStyle, number: Int)] {
        [
            (.insert, counts.insert), (.update, counts.update), (.delete, counts.delete), (.held, counts.held),
            (.conflict, counts.conflict), (.kept, kept),
        ]
    }
}
