import SeedModel

/// A text from the file as an error message shows it: short, on one line, and without a password.
struct Quoted: CustomStringConvertible {
    private let text: String

    init(_ text: String) { self.text = text }

    var description: String {
        // Somebody may write a connection string where an environment's name belongs.
        if text.contains("://") || text.contains("password") && text.contains("=") {
            return "\"\(ConnectionDisplay.of(text))\""
        }
        var shown = ""
        for scalar in text.unicodeScalars.prefix(60) {
            shown.unicodeScalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
        }
        return "\"\(shown)\(text.unicodeScalars.count > 60 ? "…" : "")\""
    }
}
