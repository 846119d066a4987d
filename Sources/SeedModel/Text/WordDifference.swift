/// Where two texts differ, word by word: what both have, what only the old one has, what only the new one has.
///
/// Words, blanks and signs are compared by Myers' algorithm (the standard library's `difference(from:)`) between the texts'
/// common beginning and common end. Of texts of many words the middle is one difference: the algorithm's cost grows with the
/// square of what differs, and nobody reads that word by word.
package struct WordDifference: Sendable, Equatable {
    package enum Side: Sendable, Equatable { case same, old, new }

    package struct Piece: Sendable, Equatable {
        package var side: Side
        package var text: Substring

        package init(side: Side, text: Substring) {
            self.side = side
            self.text = text
        }
    }

    /// In order; where both texts have something of their own, the old one's comes first. Never empty, and no two in a row
    /// are of one side.
    package private(set) var pieces: [Piece] = []

    /// Words of one text that are compared one by one.
    private static let wordLimit = 1500

    package init(_ before: String, _ after: String) {
        let outer = TextDifference(before, after)
        append(.same, before[..<outer.old.lowerBound])
        let (old, new) = (before[outer.old], after[outer.new])
        if let oldWords = Self.words(old), let newWords = Self.words(new) {
            appendWords(oldWords, newWords)
        } else {
            append(.old, old)
            append(.new, new)
        }
        append(.same, before[outer.old.upperBound...])
    }

    private mutating func appendWords(_ old: [Substring], _ new: [Substring]) {
        // By bytes, as the database compares: two spellings of one letter are a difference.
        let difference = new.difference(from: old) { $0.utf8.elementsEqual($1.utf8) }
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            if left < old.count, removed.contains(left) {
                append(.old, old[left])
                left += 1
            } else if right < new.count, inserted.contains(right) {
                append(.new, new[right])
                right += 1
            } else {
                append(.same, new[right])
                (left, right) = (left + 1, right + 1)
            }
        }
    }

    private mutating func append(_ side: Side, _ text: Substring) {
        guard !text.isEmpty else { return }
        guard let last = pieces.last, last.side == side else { return pieces.append(Piece(side: side, text: text)) }
        pieces[pieces.count - 1].text += text
    }

    /// Runs of letters and digits, runs of blanks, and every other scalar alone; nil for more of them than are compared.
    private static func words(_ text: Substring) -> [Substring]? {
        var words: [Substring] = []
        var start = text.startIndex
        var previous: Kind?
        for index in text.unicodeScalars.indices {
            let kind = Kind(text.unicodeScalars[index])
            if let previous, previous != kind || kind == .sign {
                words.append(text[start..<index])
                start = index
                guard words.count < wordLimit else { return nil }
            }
            previous = kind
        }
        if start < text.endIndex { words.append(text[start...]) }
        return words
    }

    private enum Kind {
        case word, blank, sign

        init(_ scalar: Unicode.Scalar) {
            self = scalar.isWordPart ? .word : scalar.properties.isWhitespace ? .blank : .sign
        }
    }
}
