/// Lines that one side of a difference has gathered, with the runs they are made of.
struct SideLines: Sendable, Equatable {
    static let newline = UInt8(ascii: "\n")

    struct Line: Sendable, Equatable {
        private(set) var parts: [LineDifference.Run] = []
        /// The line as one text, by which lines of the two sides are compared.
        private(set) var text: Substring = ""

        mutating func append(_ part: Substring, isMarked: Bool) {
            guard !part.isEmpty || isMarked else { return }
            text = text.isEmpty ? part : text + part
            if let last = parts.last, last.isMarked == isMarked {
                parts[parts.count - 1].text += part
            } else {
                parts.append(LineDifference.Run(part, isMarked: isMarked))
            }
        }

        /// Of a line without anything in common no part is more different than the rest. Blanks between words that differ
        /// are marked with them.
        var runs: [LineDifference.Run] {
            guard parts.contains(where: { !$0.isMarked && !$0.isBlank }) else {
                return [LineDifference.Run(text)].filter { !$0.text.isEmpty }
            }
            return parts.indices.reduce(into: []) { runs, index in
                let isBetween = parts[index].isBlank && index > 0 && index + 1 < parts.count
                let isMarked = parts[index].isMarked || isBetween
                if let last = runs.last, last.isMarked == isMarked {
                    runs[runs.count - 1].text += parts[index].text
                } else {
                    runs.append(LineDifference.Run(parts[index].text, isMarked: isMarked))
                }
            }
        }

        /// By bytes, as the database compares.
        static func == (left: Line, right: Line) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }
    }

    private var ended: [Line] = []
    private var current = Line()

    /// Adds text of which this side may have lines of its own.
    mutating func append(_ text: Substring, isMarked: Bool = true) {
        let lines = Self.split(text)
        for line in lines.dropLast() {
            current.append(line, isMarked: isMarked)
            ended.append(current)
            current = Line()
        }
        current.append(lines.last ?? "", isMarked: isMarked)
    }

    /// The other side has something here that this one lacks.
    mutating func appendGap() { current.append("", isMarked: true) }

    /// All lines up to here; what follows begins a new one.
    mutating func take() -> [Line] {
        defer { self = SideLines() }
        return ended + [current]
    }

    /// By the byte: to Swift `\r\n` is a character of its own.
    static func split(_ text: Substring) -> [Substring] {
        var lines: [Substring] = []
        var rest = text
        while let end = rest.utf8.firstIndex(of: newline) {
            lines.append(rest[..<end])
            rest = rest[rest.utf8.index(after: end)...]
        }
        return lines + [rest]
    }
}

extension LineDifference.Run {
    fileprivate var isBlank: Bool { text.utf8.allSatisfy { $0 == UInt8(ascii: " ") } }
}
