import SeedModel

/// A stretch of a value: what both sides have, what one of them has, or a gap where text was left out.
struct SpanView {
    let isSame: Bool
    let isOld: Bool
    let isNew: Bool
    let isGap: Bool
    let runs: [RunView]
    /// How much the gap leaves out, in words.
    let omission: String

    init(_ side: WordDifference.Side, _ text: Substring, isStart: Bool = false, isEnd: Bool = false) {
        isSame = side == .same
        isOld = side == .old
        isNew = side == .new
        isGap = false
        // What differs in nothing but blanks has to show them.
        let isBlank = side != .same && text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
        runs = RunView.of(text, isStart: isStart || isBlank, isEnd: isEnd || isBlank)
        omission = ""
    }

    /// Characters as PostgreSQL counts them.
    init(leftOut characters: Int) {
        isSame = false
        isOld = false
        isNew = false
        isGap = true
        runs = []
        omission = "\(characters.grouped) \(characters == 1 ? "character" : "characters") left out"
    }
}
