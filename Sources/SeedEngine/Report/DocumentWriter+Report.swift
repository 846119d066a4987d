import SeedModel

extension DocumentWriter {
    /// Writes a whole document of docs/JSON_OUTPUT.md: its two first members, then what `body` writes. In layout
    /// `inline` all of it is on one line.
    static func write(
        _ kind: DocumentKind, _ form: Form, layout: Layout = .block, to output: @escaping (String) throws -> Void,
        _ body: (inout DocumentWriter) throws -> Void
    ) throws {
        var document = DocumentWriter(form, to: output)
        try document.object(layout) { document in
            try document.member("format_version", 1)
            try document.member("kind", kind.rawValue)
            try body(&document)
        }
        try document.finish()
    }
}

extension ReportFormat {
    /// nil for what is no document.
    var documentForm: DocumentWriter.Form? {
        switch self {
        case .text, .markdown, .html, .sql: nil
        case .json: .json
        case .yaml: .yaml
        }
    }
}
