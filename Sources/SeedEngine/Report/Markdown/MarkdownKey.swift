import SeedModel

/// A match key in a line: `code=WELCOME locale=de`, cut where it is long.
struct MarkdownKey {
    let text: String

    init(_ columns: [String], _ values: [String?]) {
        text = zip(columns, values).map { name, value in
            "\(Excerpt(name, columns: 64).text)=\(CellText(value, isKey: true, columns: 80).text)"
        }.joined(separator: " ")
    }
}
