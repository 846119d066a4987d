import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Files made to exhaust the parser end in an error at once.
struct HostileFileTests {
    /// Named, so that a report does not print the file.
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let text: String
        let problem: String

        var testDescription: String { name }
    }

    private static let tooDeep = "nested more than 64 levels deep"
    private static let anchors = "anchors are not accepted; what tables share goes under \"defaults\""

    static let cases = [
        Case(name: "brackets", text: String(repeating: "[", count: 10_000), problem: "1:64: \(tooDeep)"),
        Case(name: "braces", text: String(repeating: "{a: ", count: 10_000), problem: "1:253: \(tooDeep)"),
        Case(name: "dashes", text: String(repeating: "- ", count: 10_000) + "a", problem: "1:129: \(tooDeep)"),
        Case(name: "question marks", text: String(repeating: "? ", count: 10_000), problem: "1:129: \(tooDeep)"),
        Case(
            name: "indents", text: (0..<1000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
            problem: "65:65: \(tooDeep)"),
        Case(name: "aliases", text: "a: &a [x]\nb: &b [*a, *a]\n", problem: "1:4: \(anchors)"),
        Case(name: "tagged anchor", text: "a: !!seq &a [x]\n", problem: "1:10: \(anchors)"),
        Case(name: "anchor after a block text", text: "a:\n  - |\n   text\n  - &a x\n", problem: "4:5: \(anchors)"),
        Case(
            name: "pattern without quotes", text: "name: *.templates",
            problem: "1:7: a text that starts with * must stand in quotes"),
        Case(name: "NUL", text: "a: \u{0}", problem: "1:4: control character 0; the file must be plain UTF-8 text"),
    ]

    @Test(arguments: cases)
    func isRefused(file: Case) {
        let took = ThreadTime.measure {
            let found = problems { () throws(SeedError) in try Configuration.parse(file.text, file: "f") }
            #expect(found == ["f:\(file.problem)"])
        }
        #expect(took < .seconds(1))
    }

    @Test(arguments: [
        "where: a & b", "where: a && b", "where: |\n  &a = *b\n  'x\nignore: c", "where: \"&a \\\" &b\"",
        "where: '&a '' &b'",
        "where: a # &b", "where: x > 1 and y * 2 > '[{'", "where: it's [x", "where: >-\n  &a\n\n  &b\nignore: c",
        "where: a=\"{[{[\" and b",
    ])
    func sqlIsNotMistaken(text: String) {
        #expect(YAMLScreen.problem(in: text) == nil)
    }

    /// Four times the file takes about four times as long; quadratic work would take sixteen times.
    @Test func largeFilesTakeTimeInProportion() throws {
        let files: [(Int) -> String] = [
            { count in (0..<(count * 15_000)).map { "k\($0): {}\n" }.joined() },
            { count in String(repeating: "key: value\n", count: count * 22_500) },
            { count in
                "version: 1\nenvironments:\n" + (0..<(count * 10_000)).map { "  e\($0): {url_env: A}\n" }.joined()
            },
        ]
        for file in files {
            let quarter = time(file(1))
            let whole = time(file(4))
            #expect(whole < quarter * 10 + .milliseconds(500), "\(quarter) for a quarter, \(whole) for the whole")
        }
    }

    private func time(_ text: String) -> Duration {
        #expect(text.utf8.count < ConfigurationFile.maxBytes)
        return ThreadTime.measure {
            _ = problems { () throws(SeedError) in try Configuration.parse(text, file: "f") }
        }
    }
}
