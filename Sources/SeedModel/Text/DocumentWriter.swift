/// Writes a JSON or YAML document piece by piece, so that a document of a million changes needs no memory.
///
/// Valid for any text: whatever is not plainly printable is escaped, and YAML strings are always quoted, so a code
/// `NO` or `007` stays a string. Members come out in the order in which they are written.
package struct DocumentWriter {
    package enum Form: Sendable { case json, yaml }

    /// How an object or array is set.
    package enum Layout: Sendable {
        /// One member per line.
        case block
        /// On one line in JSON, one member per line in YAML; for the many small things of a long list.
        case row
        /// On one line in both.
        case inline
    }

    struct Frame {
        var isObject: Bool
        var isInline: Bool
        /// Whether the first member goes on the line of the `-` before it.
        var followsDash: Bool
        var indent: Int
        var count = 0
    }

    let form: Form
    private let output: (String) throws -> Void
    var frames: [Frame] = []
    var isAfterKey = false
    private var pending = ""

    /// Begins a document; `output` receives it in order, in chunks of some kilobytes.
    package init(_ form: Form, to output: @escaping (String) throws -> Void) {
        self.form = form
        self.output = output
        if form == .yaml { pending = "---" }
    }

    package mutating func key(_ name: String) throws {
        try separate()
        if form == .yaml, Self.isPlainKey(name) { try emit(name) } else { try emit(quoted(name)) }
        try emit(form == .yaml && !isInline ? ":" : ": ")
        isAfterKey = true
    }

    package mutating func value(_ text: String?) throws { try scalar(text.map(quoted) ?? "null") }
    package mutating func value(_ number: Int) throws { try scalar(String(number)) }
    package mutating func value(_ flag: Bool) throws { try scalar(flag ? "true" : "false") }

    package mutating func member(_ name: String, _ text: String?) throws {
        try key(name)
        try value(text)
    }

    package mutating func member(_ name: String, _ number: Int) throws {
        try key(name)
        try value(number)
    }

    package mutating func member(_ name: String, _ number: Int?) throws {
        try key(name)
        if let number { try value(number) } else { try scalar("null") }
    }

    package mutating func member(_ name: String, _ flag: Bool) throws {
        try key(name)
        try value(flag)
    }

    /// Ends the document; call it once, after the outermost object was closed.
    package mutating func finish() throws {
        pending += "\n"
        try output(pending)
        pending = ""
    }

    mutating func emit(_ text: String) throws {
        pending += text
        guard pending.utf8.count > 16_384 else { return }
        try output(pending)
        pending = ""
    }
}
