/// A JSON value whose numbers and members stay as they were written.
package indirect enum JSONNode: Sendable, Equatable {
    case object([Member])
    case array([JSONNode])
    case string(String)
    /// As it was written: `1.0` and `1.00` are two values to a database.
    case number(String)
    case bool(Bool)
    case null

    package struct Member: Sendable, Equatable {
        package var name: String
        package var value: JSONNode
    }

    /// The document in `text`; nil where it is none, has a name twice in one object, or is nested deeper than anybody
    /// would look at.
    package init?(_ text: String) {
        var reader = JSONReader(text)
        guard let node = reader.document() else { return nil }
        self = node
    }

    /// Whether there is something in it to be compared.
    package var isContainer: Bool {
        switch self {
        case .object, .array: true
        default: false
        }
    }

    /// Whether the two say the same, whatever the order of their members. By bytes: two spellings of one letter differ.
    package func isSame(as other: JSONNode) -> Bool {
        switch (self, other) {
        case (.object(let members), .object(let others)):
            guard members.count == others.count else { return false }
            let values = Self.byName(others)
            return members.allSatisfy { member in
                values[Array(member.name.utf8)].map { member.value.isSame(as: $0) } ?? false
            }
        case (.array(let elements), .array(let others)):
            return elements.count == others.count && zip(elements, others).allSatisfy { $0.isSame(as: $1) }
        case (.string(let text), .string(let other)), (.number(let text), .number(let other)):
            return text.utf8.elementsEqual(other.utf8)
        case (.bool(let value), .bool(let other)): return value == other
        case (.null, .null): return true
        default: return false
        }
    }

    static func byName(_ members: [Member]) -> [[UInt8]: JSONNode] {
        Dictionary(members.map { (Array($0.name.utf8), $0.value) }) { first, _ in first }
    }
}
