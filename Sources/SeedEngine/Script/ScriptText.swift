import Postgres

/// Statements as psql reads them from a file.
struct ScriptText {
    let output: (String) throws -> Void

    func write(_ text: String) throws { try output(text) }

    func comment(_ text: String) throws {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        try output("\n" + lines.map { $0.isEmpty ? "--\n" : "-- \($0)\n" }.joined())
    }

    func statement(_ sql: SQL) throws {
        let text = sql.inlined
        // Outside quotes psql would put a variable in the place of `:name`, if somebody has set one.
        guard Self.mayNameVariable(text) else { return try output("\(text);\n") }
        try perform(sql)
    }

    /// Executes a statement for what it does, and not for the rows it returns.
    func perform(_ sql: SQL) throws { try block("EXECUTE \(Self.quoted(sql));") }

    /// Statements of PL/pgSQL.
    func block(_ body: SQL) throws { try output("DO \(Self.quoted("BEGIN\n\(body.inlined)\nEND"));\n") }

    /// The arguments of a procedure are literals, which psql leaves alone.
    func call(_ procedure: String, _ arguments: SQL...) throws {
        let list: SQL = .joined(arguments, separator: ",\n")
        try output("CALL pg_temp.\(procedure)(\n\(list.inlined));\n")
    }

    /// Does `body` if a variable of psql, set by `\gset` before, says so.
    func when(_ variable: String, _ body: () throws -> Void, otherwise: () throws -> Void) throws {
        try output("\\if :\(variable)\n")
        try body()
        try output("\\else\n")
        try otherwise()
        try output("\\endif\n")
    }

    /// Sets a variable of psql by a query of one column that is called like it.
    func set(_ query: SQL) throws {
        let text = query.inlined
        try output("\(text) \\gset\n")
    }

    /// A statement as a value: psql does not look into it.
    static func quoted(_ sql: SQL) -> SQL { SQL(raw: quoted(sql.inlined)) }

    static func quoted(_ list: [SQL]) -> SQL {
        "ARRAY[\(list.map(quoted), separator: ",\n")]::pg_catalog.text[]"
    }

    private static func quoted(_ text: String) -> String {
        var tag = "$q$"
        var number = 0
        while text.contains(tag.dropLast()) {
            number += 1
            tag = "$q\(number)$"
        }
        return "\(tag)\(text)\(tag)"
    }

    private static func mayNameVariable(_ text: String) -> Bool {
        var last: UInt8 = 0
        var beforeLast: UInt8 = 0
        for byte in text.utf8 {
            // `::` is a cast.
            if last == UInt8(ascii: ":"), beforeLast != UInt8(ascii: ":"), byte != UInt8(ascii: ":"), !isBlank(byte) {
                return true
            }
            (beforeLast, last) = (last, byte)
        }
        return false
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") }
}
