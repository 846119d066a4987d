import SeedModel

/// Columns and lines of a terminal.
struct ScreenSize: Sendable, Equatable {
    var columns: Int
    var lines: Int

    /// Whether all of the output can be seen at once, with a line left for the prompt.
    func hasRoom(for parts: some Sequence<String>) -> Bool {
        var used = 0
        var width = 0
        for part in parts {
            for (index, line) in part.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if index > 0 { (used, width) = (used + rows(width), 0) }
                width += Self.width(line)
                guard used < lines else { return false }
            }
        }
        return used + (width > 0 ? rows(width) : 0) < lines
    }

    /// What a line of so many columns takes.
    private func rows(_ width: Int) -> Int { max(1, (width + columns - 1) / max(columns, 1)) }

    /// Without sequences for colour, which take none.
    private static func width(_ line: Substring) -> Int {
        DisplayWidth.of(String(line.replacing(/\u{1B}\[[0-9;]*m/.matchingSemantics(.unicodeScalar), with: "")))
    }
}
