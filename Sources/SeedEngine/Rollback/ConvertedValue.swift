/// A saved value on its way to another type.
struct ConvertedValue {
    /// As COPY wrote it.
    let field: [UInt8]
    /// Nil is NULL.
    let text: String?

    init(_ line: Span<UInt8>, _ field: Range<Int>) {
        self.field = line.extracting(field).bytes
        text = CopyText.unescaped(line, field).map { String(decoding: $0, as: UTF8.self) }
    }
}
