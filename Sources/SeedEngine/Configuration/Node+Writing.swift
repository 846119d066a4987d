import Yams

extension Node {
    /// A text from the file, in quotes wherever another YAML reader might take it for anything but a text.
    static func text(_ text: String) -> Node {
        let isWord = text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F: true
            default: false
            }
        }
        let isText = isWord && Resolver.default.resolveTag(of: Node(text)) == .str
        return Node(text, .implicit, isText ? .plain : .doubleQuoted)
    }

    static func texts(_ texts: [String]) -> Node { Node(texts.map(Node.text), .implicit, .flow) }

    static func plain(_ text: String) -> Node { Node(text, .implicit, .plain) }

    static func boolean(_ flag: Bool) -> Node { .plain(flag ? "true" : "false") }

    static func section(_ members: [(String, Node)]) -> Node {
        Node(members.map { (.text($0), $1) }, .implicit, .block)
    }
}
