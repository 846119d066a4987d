/// The lines that both sides of a difference have gathered since the last end of a line that ends in both.
struct LineSides {
    var old = SideLines()
    var new = SideLines()

    /// Adds text that both sides have.
    /// - Returns: the lines that are complete by it.
    mutating func append(same text: Substring) -> [LineDifference.Line] {
        guard let first = text.utf8.firstIndex(of: SideLines.newline),
            let last = text.utf8.lastIndex(of: SideLines.newline)
        else {
            appendInLine(text)
            return []
        }
        appendInLine(text[..<first])
        var lines = take()
        if first < last { lines += LineDifference.same(text[text.utf8.index(after: first)..<last]) }
        appendInLine(text[text.utf8.index(after: last)...])
        return lines
    }

    private mutating func appendInLine(_ text: Substring) {
        old.append(text, isMarked: false)
        new.append(text, isMarked: false)
    }

    /// All lines up to here; what follows begins new ones. A line that is wholly the same on both sides is one.
    mutating func take() -> [LineDifference.Line] {
        var (before, after) = (old.take()[...], new.take()[...])
        var (head, tail): ([LineDifference.Line], [LineDifference.Line]) = ([], [])
        while let line = before.first, line == after.first {
            head.append(.same(line.text))
            (before, after) = (before.dropFirst(), after.dropFirst())
        }
        while let line = before.last, line == after.last {
            tail.insert(.same(line.text), at: 0)
            (before, after) = (before.dropLast(), after.dropLast())
        }
        return head + before.map { .old($0.runs) } + after.map { .new($0.runs) } + tail
    }
}
