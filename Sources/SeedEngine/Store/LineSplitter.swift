/// Cuts a stream of pieces into lines.
struct LineSplitter {
    /// Beginning of a line whose end has not come yet.
    private var rest: [UInt8] = []

    /// Calls `body` with each line that ends in `text`, without its newline.
    mutating func split(_ text: Span<UInt8>, _ body: (Span<UInt8>) throws -> Void) rethrows {
        var start = 0
        for index in text.indices where text[index] == UInt8(ascii: "\n") {
            let line = text.extracting(start..<index)
            start = index + 1
            guard !rest.isEmpty else {
                try body(line)
                continue
            }
            append(line)
            try body(rest.span)
            rest.removeAll(keepingCapacity: true)
        }
        append(text.extracting(start...))
    }

    private mutating func append(_ text: Span<UInt8>) {
        rest.reserveCapacity(rest.count + text.count)
        for index in text.indices { rest.append(text[index]) }
    }
}
