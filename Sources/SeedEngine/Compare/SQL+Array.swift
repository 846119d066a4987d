package import Postgres

extension SQL {
    /// An array literal of text elements (PostgreSQL documentation, section 8.15.6), every element quoted.
    package static func arrayLiteral(_ elements: [String?]) -> SQL {
        var text = "{"
        for (index, element) in elements.enumerated() {
            if index > 0 { text += "," }
            guard let element else {
                text += "NULL"
                continue
            }
            text += "\""
            for scalar in element.unicodeScalars {
                if scalar == "\"" || scalar == "\\" { text += "\\" }
                text.unicodeScalars.append(scalar)
            }
            text += "\""
        }
        return "\(text + "}")"
    }
}
