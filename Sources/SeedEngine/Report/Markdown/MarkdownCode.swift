import SeedModel

/// What others wrote, for GitHub: shown, and nothing else.
///
/// It stands in blocks of HTML, in which Markdown finds no emphasis, no link and no image, and there in `code`, where
/// GitHub looks for no mention, no issue, no commit and no emoji. What is left to be escaped is what acts in HTML; characters
/// that act without being seen are shown as `Printable` shows them.
enum MarkdownCode {
    /// A name or a sentence on one line, cut where it is very long.
    static func of(_ text: String) -> String {
        "<code>\(escaped(Excerpt(text, columns: 400).text))</code>"
    }

    /// `text`, which is printable, where HTML stands.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
