internal import Crypto

/// Running size, digest and number of lines of a table's COPY text.
struct ContentTally: ~Copyable, Sendable {
    private var hash = SHA256()
    private(set) var bytes = 0
    /// Newlines so far. COPY writes those inside values as `\n`, so each one ends a row.
    private(set) var rows = 0
    private var last = UInt8(ascii: "\n")

    /// Whether the text so far is made of whole lines.
    var endsWithLine: Bool { last == UInt8(ascii: "\n") }

    mutating func add(_ text: Span<UInt8>) {
        // No early exit and no closure, so that the compiler makes vector code of it.
        var newlines = 0
        for index in text.indices { newlines &+= text[index] == UInt8(ascii: "\n") ? 1 : 0 }
        add(text, lines: newlines)
    }

    /// Adds text whose lines have been counted.
    mutating func add(_ text: Span<UInt8>, lines: Int) {
        guard !text.isEmpty else { return }
        hash.update(text)
        bytes += text.count
        last = text[text.count - 1]
        rows += lines
    }

    consuming func digest() -> String { hash.finalize().description }
}
