package import Postgres

extension SQL {
    /// An array literal of text elements (PostgreSQL documentation, section 8.15.6), every element quoted.
    package static func arrayLiteral(_ elements: [String?]) -> SQL { "\(arrayText(elements))" }

    /// The same as text, which COPY takes for a value of an array column.
    static func arrayText(_ elements: [String?]) -> String {
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
        return text + "}"
    }
}
