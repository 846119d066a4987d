/// What a browser would take for elements in a page, found with next to no knowledge of HTML: every `<` that is not text.
struct PageScan {
    /// Names of elements that begin, in order.
    private(set) var elements: [String] = []
    /// All attributes' names.
    private(set) var attributes: Set<String> = []
    /// Texts between the tags, but those of style and script.
    private(set) var text = ""
    private(set) var style = ""
    private(set) var script = ""
    /// What is no tag of ours; empty where the page is as its templates are.
    private(set) var strays: [String] = []

    init(_ page: String) {
        var rest = Array(page.utf8)[...]
        var raw: String?
        while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
            let between = String(decoding: rest[..<start], as: UTF8.self)
            let isRaw = raw != nil
            if raw == "style" {
                style += between
            } else if raw == "script" {
                script += between
            } else {
                text += between
            }
            rest = rest[start...]
            if let raw, !rest.starts(with: "</\(raw)>".utf8) {
                if raw == "script" { script += "<" } else { style += "<" }
                rest = rest.dropFirst()
                continue
            }
            guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { break }
            let tag = String(decoding: rest[start..<end].dropFirst(), as: UTF8.self)
            rest = rest[(end + 1)...]
            raw = nil
            if isRaw || tag.hasPrefix("/") || tag.hasPrefix("!DOCTYPE") { continue }
            read(tag)
            if tag == "style" || tag == "script" { raw = tag }
        }
        text += String(decoding: rest, as: UTF8.self)
    }

    private mutating func read(_ tag: String) {
        let name = tag.prefix { $0 != " " && $0 != "/" }
        guard !name.isEmpty, name.utf8.allSatisfy({ $0 < 0x80 }), name.allSatisfy({ $0.isLetter || $0.isNumber }) else {
            strays.append(tag)
            return
        }
        elements.append(String(name))
        // `name="value"` and `name`, one blank before each.
        var rest = tag.dropFirst(name.count)
        while let match = rest.firstMatch(of: /^ ([a-zA-Z-]+)(="[^"]*")?/) {
            attributes.insert(String(match.1))
            rest = rest[match.range.upperBound...]
        }
        if !rest.isEmpty, rest != "/" { strays.append(tag) }
    }
}
