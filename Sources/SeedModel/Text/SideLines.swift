/// Lines that one side of a difference has gathered, with the runs they are made of.
struct SideLines: Sendable, Equatable {
    static let newline = UInt8(ascii: "\n")

    struct Line: Sendable, Equatable {
        private(set) var parts: [LineDifference.Run] = []
        /// The line as one text, by which lines of the two sides are compared.
        private(set) var text: Substring = ""

        mutating func append(_ part: Substring, isMarked: Bool) {
            guard !part.isEmpty else { return }
            text = text.isEmpty ? part : text + part
            if let last = parts.last, last.isMarked == isMarked {
                parts[parts.count - 1].text += part
            } else {
                parts.append(LineDifference.Run(part, isMarked: isMarked))
            }
        }

        /// Of a line without anything in common no part is more different than the rest.
        var runs: [LineDifference.Run] {
            parts.contains { !$0.isMarked } ? parts : parts.map { LineDifference.Run($0.text) }
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
