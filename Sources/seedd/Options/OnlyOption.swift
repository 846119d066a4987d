import ArgumentParser
import SeedModel

/// `--only COLUMN=VALUE[,VALUE…]`, as often as wanted; `\,` is a comma in a value and `\\` a backslash.
enum OnlyOption {
    static func validate(_ texts: [String]) throws {
        for text in texts where !text.contains("=") || text.hasPrefix("=") {
            throw ValidationError("--only takes COLUMN=VALUE[,VALUE…], not \(Printable.quoted(text))")
        }
    }

    /// One entry a column, in the order they were named: the values of one column are alternatives, however many
    /// options they came in; only different columns narrow each other.
    static func parse(_ texts: [String]) -> [(column: String, values: [String])] {
        var only: [(column: String, values: [String])] = []
        for text in texts {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let column = parts.first, let list = parts.dropFirst().first else { continue }
            let values = values(of: list)
            if let index = only.firstIndex(where: { $0.column == column }) {
                only[index].values += values
            } else {
                only.append((column, values))
            }
        }
        return only
    }

    /// A backslash before anything else than a comma or another one is itself.
    private static func values(of list: String) -> [String] {
        var values = [""]
        var isEscaped = false
        for scalar in list.unicodeScalars {
            switch scalar {
            case "\\" where !isEscaped:
                isEscaped = true
                continue
            case "," where !isEscaped: values.append("")
            case ",", "\\": values[values.count - 1].unicodeScalars.append(scalar)
            default:
                if isEscaped { values[values.count - 1] += "\\" }
                values[values.count - 1].unicodeScalars.append(scalar)
            }
            isEscaped = false
        }
        if isEscaped { values[values.count - 1] += "\\" }
        return values
    }
}
