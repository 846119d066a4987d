import Testing

@testable import SeedEngine

struct CSVTextTests {
    private func csv(_ values: [String?], _ escape: CSVText.Escape = .quote) -> (text: String, holdsEndMarker: Bool) {
        var csv = CSVText(escape: escape)
        var text: [UInt8] = []
        csv.append(CopyText.encode(values).span, to: &text)
        return (String(decoding: text, as: UTF8.self), csv.holdsEndMarker)
    }

    @Test func nullAndEmptyStayDifferent() {
        #expect(csv(["", nil, "NULL", "\\N"]).text == "\"\",,\"NULL\",\"\\N\"\n")
        #expect(csv([nil]).text == "\n")
    }

    @Test func quotesAndLineEnds() {
        #expect(csv(["a\"b", "\r\n\t,\\"]).text == "\"a\"\"b\",\"\r\n\t,\\\"\n")
        #expect(csv(["a\"b\\"], .backslash).text == "\"a\\\"b\\\\\"\n")
    }

    @Test func aLineThatEndsCopyIsNoticed() {
        #expect(csv(["a\n\\.\nb"]).holdsEndMarker)
        #expect(csv(["a\n\\.\r\n"]).holdsEndMarker)
        for harmless in ["\\.", "a\\.\nb", "\n.", "\\\n."] { #expect(!csv([harmless]).holdsEndMarker) }
        #expect(csv(["a\n\\.\nb"], .backslash).text == "\"a\n\\\\.\nb\"\n")
    }
}
