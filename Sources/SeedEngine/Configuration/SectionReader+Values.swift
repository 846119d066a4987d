import SeedModel
import Yams

extension SectionReader {
    /// A text as written, quotes aside: `NO`, `007` and `1e3` are texts here.
    func text(_ key: String) -> String? {
        guard let node = value(key) else { return nil }
        return text(node, of: key)
    }

    /// One text or a list of them, each with its place.
    func texts(_ key: String) -> [(text: String, node: Node)]? {
        guard let node = value(key) else { return nil }
        guard let items = node.sequence else { return text(node, of: key).map { [($0, node)] } }
        var found: [(text: String, node: Node)] = []
        for item in items {
            guard let text = text(item, of: key) else { continue }
            if found.contains(where: { $0.text == text }) { report(key, "\(Quoted(text)) is repeated", at: item) }
            found.append((text, item))
        }
        return found
    }

    func boolean(_ key: String) -> Bool? {
        parsed(key, expecting: "true or false") { text in
            switch text {
            case "true", "True", "TRUE": true
            case "false", "False", "FALSE": false
            default: nil
            }
        }
    }

    /// A whole number in the range that the key's table gives.
    func whole(_ key: String) -> Int? {
        guard case .whole(let range)? = section[key]?.kind else { return nil }
        return parsed(key, expecting: "a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
            guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text) else { return nil }
            return range.contains(number) ? number : nil
        }
    }

    func choice<Value: RawRepresentable & CaseIterable>(_ key: String, of type: Value.Type) -> Value?
    where Value.RawValue == String {
        guard let text = text(key) else { return nil }
        if let value = Value(rawValue: text) { return value }
        let known = type.allCases.map(\.rawValue)
        let near = EditDistance.nearest(to: text, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
        report(key, "expected one of \(known.joined(separator: ", ")), found \(Quoted(text))\(near)")
        return nil
    }

    /// A value that has its own way of writing.
    func parsed<Value>(_ key: String, expecting syntax: String, _ parse: (String) -> Value?) -> Value? {
        guard let text = text(key) else { return nil }
        if let value = parse(text) { return value }
        report(key, "expected \(syntax), found \(Quoted(text))")
        return nil
    }

    func interval(_ key: String) -> Interval? { parsed(key, expecting: Interval.syntax) { Interval($0) } }

    /// The text of a node that belongs to a key, reported where it is none or empty.
    func text(_ node: Node, of key: String) -> String? {
        guard let scalar = node.scalar, !node.isBlank else {
            report(key, "expected text, found \(node.kind)", at: node)
            return nil
        }
        let isBlank = scalar.string.allSatisfy(\.isWhitespace)
        guard !isBlank, !scalar.string.unicodeScalars.contains("\0") else {
            report(key, isBlank ? "expected text, found an empty one" : "holds a NUL character", at: node)
            return nil
        }
        return scalar.string
    }
}
