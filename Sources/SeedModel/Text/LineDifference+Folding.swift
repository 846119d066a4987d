extension LineDifference {
    /// Lines shown around a difference that both texts have.
    private static let context = 1

    /// The lines without most of those that both texts have: only those stay that are next to a difference.
    static func folded(_ lines: [Line]) -> [Line] {
        var shown: [Line] = []
        var hidden: [Line] = []
        for (index, line) in lines.enumerated() {
            let around = lines[max(0, index - context)...min(lines.count - 1, index + context)]
            if around.contains(where: \.isDifferent) {
                shown += asOne(hidden)
                hidden = []
                shown.append(line)
            } else {
                hidden.append(line)
            }
        }
        return shown + asOne(hidden)
    }

    private static func asOne(_ hidden: [Line]) -> [Line] {
        let count = hidden.reduce(0) { $0 + $1.count }
        return count > 1 ? [.folded(count)] : hidden
    }

    /// Whole lines that both texts have, those that will be folded anyway as a number: a text may be megabytes.
    static func same(_ text: Substring) -> [Line] {
        let count = text.utf8.reduce(1) { $1 == SideLines.newline ? $0 + 1 : $0 }
        guard count > 2 * context + 1 else { return SideLines.split(text).map(Line.same) }
        var (head, tail): ([Line], [Line]) = ([], [])
        var rest = text
        for _ in 0..<context {
            let end = rest.utf8.firstIndex(of: SideLines.newline) ?? rest.endIndex
            head.append(.same(rest[..<end]))
            rest = rest[end...].dropNewline
            let start = rest.utf8.lastIndex(of: SideLines.newline) ?? rest.startIndex
            tail.insert(.same(rest[start...].dropNewline), at: 0)
            rest = rest[..<start]
        }
        return head + [.folded(count - 2 * context)] + tail
    }
}

extension LineDifference.Line {
    /// Lines of the texts.
    package var count: Int {
        guard case .folded(let count) = self else { return 1 }
        return count
    }

    fileprivate var isDifferent: Bool {
        switch self {
        case .old, .new: true
        case .same, .folded: false
        }
    }
}

extension Substring {
    /// Without the line end that it begins with.
    fileprivate var dropNewline: Substring {
        utf8.first == SideLines.newline ? self[utf8.index(after: startIndex)...] : self
    }
}
