package import SeedModel

/// The commented `seedd.yaml` that `seedd init` writes.
package enum ConfigurationTemplate {
    /// A table found in a database, with what was made out about it.
    package struct Table: Sendable, Equatable {
        package var name: TableName
        /// Columns that identify a row; empty where none could be made out.
        package var match: [String]
        /// A column that is set on every change.
        package var tracking: String?
        /// A remark for the reader, such as why no key was found.
        package var note: String?

        package init(name: TableName, match: [String], tracking: String? = nil, note: String? = nil) {
            self.name = name
            self.match = match
            self.tracking = tracking
            self.note = note
        }
    }

    /// A file that loads as it is; without tables it shows one by example.
    package static func text(tables: [Table] = []) -> String {
        let rules = tables.isEmpty ? example : tables.map(rule).joined()
        return head + rules + tail
    }

    private static func rule(_ table: Table) -> String {
        var text = ""
        if let note = table.note { text += "      # \(comment(note))\n" }
        text += "      - name: \(scalar(table.name.description))\n"
        if table.match.isEmpty {
            text += "        # match: []                # no key was found; name the columns that identify a row\n"
        } else {
            text += "        match: [\(table.match.map(scalar).joined(separator: ", "))]\n"
        }
        if let tracking = table.tracking {
            text +=
                "        # track: \(comment(scalar(tracking)))   # incremental by this column; not carried out yet\n"
        }
        return text
    }

    /// One line, whatever a database's comment holds.
    private static func comment(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }

    /// A plain word as it is, anything else in double quotes.
    private static func scalar(_ text: String) -> String {
        let isWord =
            text.utf8.first.map { (0x61...0x7A).contains($0) } ?? false
            && text.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2E
            }
        // Words that YAML readers take for a boolean or for nothing.
        let reserved = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
        return isWord && !reserved.contains(text) ? text : DocumentWriter(.yaml, to: { _ in }).quoted(text)
    }
}
