import SeedModel

/// A JSON value that keeps the order of its keys.
indirect enum JSONText: Sendable {
    case string(String)
    case number(Int)
    case boolean(Bool)
    case array([JSONText])
    case object([(String, JSONText)])

    func write(to writer: inout DocumentWriter) throws {
        switch self {
        case .string(let text): try writer.value(text)
        case .number(let number): try writer.value(number)
        case .boolean(let flag): try writer.value(flag)
        case .array(let items):
            try writer.array(.inline) { writer in
                for item in items { try item.write(to: &writer) }
            }
        case .object(let members):
            try writer.object(.block) { writer in
                for (name, value) in members {
                    try writer.key(name)
                    try value.write(to: &writer)
                }
            }
        }
    }
}
