/// What a terminal shows at the end of what was written to it, as far as seedd knows sequences.
struct VisibleText {
    private var lines: [[Character]] = [[]]
    private var row = 0
    private var column = 0

    init(_ output: String) {
        var rest = Substring(output.replacing("\r\n", with: "\n\r"))
        while let character = rest.popFirst() {
            switch character {
            case "\n":
                row += 1
                if row == lines.count { lines.append([]) }
            case "\r": column = 0
            case "\u{1B}":
                let sequence = rest.prefix { !$0.isLetter }
                rest = rest.dropFirst(sequence.count)
                act(on: rest.popFirst() ?? " ", Int(sequence.dropFirst()) ?? 1)
            default: put(character)
            }
        }
    }

    var text: String { lines.map { String($0) }.joined(separator: "\n") }

    private mutating func put(_ character: Character) {
        while lines[row].count <= column { lines[row].append(" ") }
        lines[row][column] = character
        column += 1
    }

    private mutating func act(on command: Character, _ number: Int) {
        switch command {
        case "K": lines[row].removeSubrange(min(column, lines[row].count)...)
        case "J":
            lines.removeSubrange((row + 1)...)
            lines[row].removeSubrange(min(column, lines[row].count)...)
        case "A": row = max(0, row - number)
        default: break
        }
    }
}
