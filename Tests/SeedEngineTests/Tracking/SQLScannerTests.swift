import Testing

@testable import SeedEngine

/// Text that no server takes is not taken for harmless either.
struct SQLScannerTests {
    private func tokens(_ sql: String) -> [SQLToken]? {
        var scanner = SQLScanner(sql)
        return scanner.tokens()
    }

    @Test(arguments: ["'x", "\"x", "E'x\\'", "E'\\", "$a$x$b$", "$a", "/* /* */", "'x' 'y'", "U&\"\\0061\"", "$$x$"])
    func `what has no end can't be followed`(sql: String) {
        #expect(tokens(sql) == nil)
    }

    @Test func `words are found wherever they stand`() {
        #expect(tokens("1OPERATOR(a.+)e'x'") == tokens("1 operator ( a . + ) 'x'"))
        #expect(tokens("a-- '\nb") == [.word("a"), .word("b")])
        #expect(tokens("a/* -- /* */ ' */b") == [.word("a"), .word("b")])
        #expect(tokens("\"a\"\"B\"") == [.quoted("a\"B")])
        #expect(tokens("a$b$ $1 $é1$'$é1$") == [.word("a$b$"), .number, .literal("'")])
        #expect(tokens("é::B") == [.word("é"), .symbol("::"), .word("b")])
    }
}
