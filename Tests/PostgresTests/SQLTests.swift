import SeedTestKit
import Testing

@testable import Postgres

struct SQLTests {
    static let hostile = [
        "", "'", "''", "\\", "\\'", "'; DROP TABLE t; --", "$1", "E'\\''", "日本語 🇫🇮 e\u{301}", "\u{202E}abc",
        "line\nbreak\r\ttab", "\u{1B}[31m", String(repeating: "x'\\", count: 10_000),
    ]

    @Test func `values become parameters in their order`() {
        let inner: SQL = "b = \("two")"
        let sql: SQL = "SELECT \("one"), \(inner), \(3), \(nil as String?)"
        #expect(sql.parameterized.text == "SELECT $1, b = $2, 3, $3")
        #expect(sql.parameterized.values == ["one", "two", nil])
    }

    @Test func `inlined values are escape strings`() {
        let sql: SQL = "SELECT \("a'b\\c"), \(nil as String?)"
        #expect(sql.inlined == "SELECT  E'a''b\\\\c', NULL")
    }

    @Test func `identifiers are quoted, raw text is not`() {
        let sql: SQL = "SELECT \(ident: "a\"b") FROM \(raw: "x.y")"
        #expect(sql.inlined == "SELECT \"a\"\"b\" FROM x.y")
    }

    @Test func `lists are joined`() {
        let list: [SQL] = ["\(ident: "a")", "\(ident: "b")"]
        #expect(("(\(list))" as SQL).inlined == "(\"a\", \"b\")")
        #expect(("\(list, separator: " AND ")" as SQL).inlined == "\"a\" AND \"b\"")
    }

    @Test(.database) func `hostile text comes back as it went, bound and inlined`() throws {
        let database = try TestDatabase.current
        let (bound, inlined) = try withSession(database) { session in
            let bound = try Self.hostile.map { try session.rows("SELECT \($0)").first?[0] }
            var inlined: [String?] = []
            for text in Self.hostile {
                try session.send("SELECT \(text)")
                inlined.append(try session.nextRows()?.first?[0])
                try session.finish()
            }
            return (bound, inlined)
        }
        #expect(bound == Self.hostile)
        #expect(inlined == Self.hostile)
    }

    @Test(.database) func `backslashes survive where strings are not standard`() throws {
        let found = try withSession(TestDatabase.current) { session in
            try session.execute("SET standard_conforming_strings = off; SET escape_string_warning = off")
            try session.send("SELECT \("a\\'b")")
            let row = try session.nextRows()?.first?[0]
            try session.finish()
            return row
        }
        #expect(found == "a\\'b")
    }

    @Test(.database, arguments: ["select", "with \"quote", "new\nline", "emoji 🙈", "ÄÖ"])
    func `any name can be a column`(name: String) throws {
        let database = try TestDatabase.current
        let found = try withSession(database) { session in
            try session.execute("CREATE TABLE public.t (\(ident: name) text)")
            return try session.rows(
                "SELECT attname FROM pg_attribute WHERE attrelid = 'public.t'::regclass AND attnum = 1")
        }
        #expect(found == [[name]])
    }
}
