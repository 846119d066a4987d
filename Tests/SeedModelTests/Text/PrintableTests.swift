import SeedModel
import Testing

@Suite struct PrintableTests {
    @Test(arguments: [
        ("plain text", "plain text"),
        ("a\nb\tc\r", "a\\nb\\tc\\r"),
        ("a\r\nb", "a\\r\\nb"),
        ("\u{1B}[31mred", "\\u{1B}[31mred"),
        ("\u{1B}]8;;http://evil\u{1B}\\link\u{7}", "\\u{1B}]8;;http://evil\\u{1B}\\link\\u{7}"),
        ("\u{9B}2J", "\\u{9B}2J"),
        ("\u{7F}", "\\u{7F}"),
        ("abc\u{202E}def\u{2066}", "abc\\u{202E}def\\u{2066}"),
        ("zero\u{200B}width", "zero\\u{200B}width"),
        ("a\u{200D}b", "a\\u{200D}b"),
        ("\u{FEFF}bom", "\\u{FEFF}bom"),
        ("\u{2028}", "\\u{2028}"),
        ("10\u{A0}€", "10\\u{A0}€"),
        ("tag\u{E0041}", "tag\\u{E0041}"),
        ("\u{301}alone", "\\u{301}alone"),
        ("a\u{FE0F}", "a\\u{FE0F}"),
        ("é e\u{301} 東京\u{3000}👩‍👩‍👧 ❤️ 🇩🇪 क्‍ष", "é e\u{301} 東京\u{3000}👩‍👩‍👧 ❤️ 🇩🇪 क्‍ष"),
        ("\u{FFFD}", "\u{FFFD}"),
    ])
    func escapes(_ text: String, _ expected: String) {
        #expect(
            Printable.escaped(text).utf8.elementsEqual(expected.utf8), "\(Printable.escaped(text).debugDescription)")
    }

    @Test func noHiddenScalarPassesWhateverTheText() {
        for value in UInt32(0)...0xE_01FF {
            guard let scalar = Unicode.Scalar(value), scalar.isHidden else { continue }
            let escaped = Printable.escaped("a\(scalar)b")
            #expect(!escaped.unicodeScalars.contains(scalar), "U+\(String(value, radix: 16))")
        }
    }

    @Test func cellsTellNullFromTheWordAndFromNothing() {
        #expect(Printable.cell(nil) == "NULL")
        #expect(Printable.cell("NULL") == "\"NULL\"")
        #expect(Printable.cell("") == "\"\"")
        #expect(Printable.key(nil) == "NULL")
        #expect(Printable.key("NULL") == "\"NULL\"")
        #expect(Printable.key("") == "\"\"")
    }

    @Test func textsThatDifferLookDifferent() {
        #expect(Printable.cell("a\nb") == #""a\nb""#)
        #expect(Printable.cell(#"a\nb"#) == #""a\\nb""#)
        #expect(Printable.cell(#"say "hi""#) == #""say \"hi\"""#)
    }

    @Test(arguments: ["0", "-5", "12.50", "007"]) func numbersGoBare(_ number: String) {
        #expect(Printable.cell(number) == number)
    }

    @Test(arguments: ["-", ".5", "5.", "1.2.3", "1e3", "--1", "NaN", "1 000"]) func othersAreQuoted(_ text: String) {
        #expect(Printable.cell(text) == "\"\(text)\"")
    }

    @Test(arguments: ["WELCOME", "mail.reset", "de-AT", "Straße", "東京", "user@example.org", "NO", "1e3"])
    func wordsAreBareKeys(_ word: String) { #expect(Printable.key(word) == word) }

    @Test(arguments: ["two words", "a=b", "a,b", "a\"b"]) func otherKeysAreQuoted(_ text: String) {
        #expect(Printable.key(text) == Printable.quoted(text))
    }

    @Test func aThousandAccentsAreCut() {
        let text = "z" + String(repeating: "\u{301}", count: 1000)
        #expect(Printable.escaped(text).unicodeScalars.count < 20)
    }
}
