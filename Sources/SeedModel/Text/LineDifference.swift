/// Where two texts differ, line by line: lines that both have, and where they don't the old ones, then the new ones, with
/// the words marked that the other text lacks.
package struct LineDifference: Sendable, Equatable {
    package enum Line: Sendable, Equatable {
        case same(Substring)
        /// So many lines that both texts have, away from what differs.
        case folded(Int)
        case old([Run])
        case new([Run])
    }

    /// A part of a line.
    package struct Run: Sendable, Equatable {
        package var text: Substring
        /// The other text has something else in its place; nothing, where this is empty. Never so of a whole line: it differs
        /// as such.
        package var isMarked: Bool

        package init(_ text: Substring, isMarked: Bool = false) {
            self.text = text
            self.isMarked = isMarked
        }
    }

    package let lines: [Line]

    package init(_ difference: WordDifference) {
        var sides = LineSides()
        var lines: [Line] = []
        for piece in difference.pieces {
            switch piece.side {
            case .old:
                sides.old.append(piece.text)
                sides.new.appendGap()
            case .new:
                sides.new.append(piece.text)
                sides.old.appendGap()
            case .same: lines += sides.append(same: piece.text)
            }
        }
        self.lines = Self.folded(lines + sides.take())
    }
}
