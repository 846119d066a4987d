/// Where two texts differ: the part between their common beginning and their common end, grown to whole words.
///
/// Linear in the shorter text and without a copy, as cells may be megabytes.
package struct TextDifference {
    package var old: Range<String.Index>
    package var new: Range<String.Index>

    /// Scalars a part is grown by at most at each end; a longer run of letters is no word.
    private static let wordLimit = 24

    package init(_ before: String, _ after: String) {
        var start = Self.commonPrefix(before, after)
        var tail = Self.commonSuffix(before, after, past: start)
        let oldPart = Self.slice(before, start, tail)
        let newPart = Self.slice(after, start, tail)
        if oldPart.first?.isWordPart ?? false || newPart.first?.isWordPart ?? false {
            start -= Self.wordLength(Self.slice(before, 0, before.utf8.count - start).reversed())
        }
        if oldPart.last?.isWordPart ?? false || newPart.last?.isWordPart ?? false {
            tail -= Self.wordLength(Self.slice(before, before.utf8.count - tail, 0))
        }
        old = Self.range(before, start, tail)
        new = Self.range(after, start, tail)
    }

    private static func commonPrefix(_ left: String, _ right: String) -> Int {
        var count = 0
        for (one, other) in zip(left.utf8, right.utf8) {
            guard one == other else { break }
            count += 1
        }
        // Back to the beginning of a scalar that only shares its first bytes.
        var index = left.utf8.index(left.startIndex, offsetBy: count)
        while index < left.endIndex, left.utf8[index] & 0xC0 == 0x80 {
            index = left.utf8.index(before: index)
            count -= 1
        }
        return count
    }

    private static func commonSuffix(_ left: String, _ right: String, past start: Int) -> Int {
        let limit = min(left.utf8.count, right.utf8.count) - start
        var count = 0
        for (one, other) in zip(left.utf8.reversed(), right.utf8.reversed()) {
            guard count < limit, one == other else { break }
            count += 1
        }
        var index = left.utf8.index(left.endIndex, offsetBy: -count)
        while index < left.endIndex, left.utf8[index] & 0xC0 == 0x80 {
            index = left.utf8.index(after: index)
            count -= 1
        }
        return count
    }

    /// UTF-8 length of the word that `scalars` begins with; 0 if it goes on for too long.
    private static func wordLength(_ scalars: some Sequence<Unicode.Scalar>) -> Int {
        var length = 0
        for (position, scalar) in scalars.enumerated() {
            guard scalar.isWordPart else { return length }
            guard position < wordLimit else { return 0 }
            length += UTF8.width(scalar)
        }
        return length
    }

    private static func slice(_ text: String, _ start: Int, _ tail: Int) -> Substring.UnicodeScalarView {
        text[range(text, start, tail)].unicodeScalars
    }

    /// The part between the first `start` and the last `tail` bytes.
    private static func range(_ text: String, _ start: Int, _ tail: Int) -> Range<String.Index> {
        let lower = text.utf8.index(text.startIndex, offsetBy: start)
        return lower..<text.utf8.index(text.endIndex, offsetBy: -tail)
    }
}
