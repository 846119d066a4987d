import SeedModel

extension DocumentWriter {
    /// Writes a whole document of docs/JSON_OUTPUT.md: its two first members, then what `body` writes.
    static func write(
        _ kind: DocumentKind, _ form: Form, to output: @escaping (String) throws -> Void,
        _ body: (inout DocumentWriter) throws -> Void
    ) throws {
        var document = DocumentWriter(form, to: output)
        try document.object { document in
            try document.member("format_version", 1)
            try document.member("kind", kind.rawValue)
            try body(&document)
        }
        try document.finish()
    }
}

extension ReportFormat {
    /// nil for text.
    var documentForm: DocumentWriter.Form? {
        switch self {
        case .text: nil
        case .json: .json
        case .yaml: .yaml
        }
    }
}
