/// Reads one line of the metrics file from its beginning to its end; nil where it is not what seedd writes.
struct MetricLine {
    private var rest: Substring.UnicodeScalarView

    init(_ line: Substring.UnicodeScalarView) { rest = line }

    /// Up to the labels, or to the value where there are none.
    mutating func name() -> String? {
        let name = rest.prefix { $0 == "_" || ("a"..."z").contains($0) }
        rest = rest[name.endIndex...]
        guard !name.isEmpty, rest.first == "{" || rest.first == " " else { return nil }
        return String(name)
    }

    /// The values of exactly these labels.
    mutating func labels(_ names: [String]) -> [String]? {
        var values: [String] = []
        for (position, name) in names.enumerated() {
            guard skip((position == 0 ? "{" : ",") + name + "=\""), let value = quoted() else { return nil }
            values.append(value)
        }
        guard names.isEmpty || skip("}") else { return nil }
        return values
    }

    /// The number that ends the line.
    mutating func value() -> Double? {
        guard skip(" "), let number = Double(String(rest)), number.isFinite else { return nil }
        return number
    }

    /// What stands before the next quotation mark that is not escaped, which is passed.
    private mutating func quoted() -> String? {
        var value = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\"": return String(value)
            case "\\":
                switch rest.popFirst() {
                case "n": value.append("\n")
                case let escaped? where escaped == "\\" || escaped == "\"": value.append(escaped)
                default: return nil
                }
            default: value.append(scalar)
            }
        }
        return nil
    }

    private mutating func skip(_ text: String) -> Bool {
        guard rest.starts(with: text.unicodeScalars) else { return false }
        rest = rest.dropFirst(text.unicodeScalars.count)
        return true
    }
}
