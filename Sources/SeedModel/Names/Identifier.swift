/// SQL identifiers, quoted by PostgreSQL's lexical rules (documentation, section 4.1.1).
package enum Identifier {
    /// Always quoted; embedded quotes are doubled. Valid for any name PostgreSQL can hold.
    package static func quoted(_ name: String) -> String {
        var text = "\""
        for character in name.unicodeScalars {
            if character == "\"" { text.unicodeScalars.append("\"") }
            text.unicodeScalars.append(character)
        }
        return text + "\""
    }

    /// Quoted unless the name is plain lower case; keywords are not known here, so use it for people, not for SQL.
    package static func quotedIfNeeded(_ name: String) -> String {
        let plain = name.unicodeScalars.enumerated().allSatisfy { position, scalar in
            switch scalar {
            case "a"..."z", "_": true
            case "0"..."9", "$": position > 0
            default: false
            }
        }
        return plain && !name.isEmpty ? name : quoted(name)
    }
}
