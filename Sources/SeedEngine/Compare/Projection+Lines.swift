extension Projection {
    /// The values of the match key in a line of COPY text.
    func keyValues(_ line: [UInt8]) -> [String?] {
        let span = line.span
        return CopyText.fields(span).prefix(keyCount).map { field in
            CopyText.unescaped(span, field).map { String(decoding: $0, as: UTF8.self) }
        }
    }
}
