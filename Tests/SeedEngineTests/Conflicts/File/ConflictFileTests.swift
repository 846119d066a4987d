import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// What is read of a conflict file, and what is told of one that is damaged.
struct ConflictFileTests {
    private static let seen = String(repeating: "0123456789abcdef", count: 4)

    /// One conflict, from its line 5 on, with `end` as its last lines.
    private static func file(_ end: String, seen: String = Self.seen) -> String {
        """
        ---
        format_version: 1
        kind: conflicts
        conflicts:
          - job: flags
            from: staging
            to: production
            table: public.flags
            key: {code: NO}
            what: edited on both sides
            columns: {note: {base: a, source: b, target: null}}
            seen: \(seen)
        \(end.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))

        """
    }

    private func entry(_ end: String) throws -> ConflictEntry {
        try #require(try ConflictFileReader.read(Self.file(end), file: "f").first)
    }

    private func problems(_ text: String) -> [String] {
        do throws(SeedError) {
            _ = try ConflictFileReader.read(text, file: "f")
            return []
        } catch {
            #expect(error.code == .badData)
            let lines = error.problem.split(separator: "\n").map(String.init)
            return lines.count > 1 ? Array(lines.dropFirst()) : lines
        }
    }

    @Test(arguments: ["resolution: null", "resolution: ~", "resolution:", "", "resolution: null\nvalues:"])
    func openUntilDecided(end: String) throws {
        #expect(try entry(end).isOpen)
    }

    @Test func valuesAreTexts() throws {
        let values = """
            resolution: "values"
            values:
              a: NO
              b: 007
              c: null
              d: "null"
              e: ""
              f: ~
              g: 2026-11-20
              h: 'it''s'
              i: |
                two
                lines
              "j k": "\\u202e\\n"
              l: true
            """
        guard case .values(let read) = try entry(values).resolution else {
            Issue.record("no values")
            return
        }
        let expected: [(String, String?)] = [
            ("a", "NO"), ("b", "007"), ("c", nil), ("d", "null"), ("e", ""), ("f", nil), ("g", "2026-11-20"),
            ("h", "it's"), ("i", "two\nlines\n"), ("j k", "\u{202E}\n"), ("l", "true"),
        ]
        #expect(read.map(\.column) == expected.map(\.0))
        #expect(read.map(\.value) == expected.map(\.1))
        #expect(read.first?.place == FilePlace(line: 15, column: 7))
    }

    @Test(arguments: [
        ("resolution: sauce", "f:13:17: \"resolution\": expected source, target, values, found \"sauce\""),
        (
            "resolution: values",
            "f:13:17: \"resolution\": values needs `values:` with one for each column under `columns`"
        ),
        (
            "resolution: source\nvalues: {note: x}",
            "f:14:13: \"values\": is only for `resolution: values`; here the resolution is another"
        ),
        ("values: {note: x}", "f:13:13: \"values\": is only for `resolution: values`; here nothing is decided"),
        (
            "resolution: values\nvalues: {note: }",
            "f:14:14: \"note\": nothing is written; write null for NULL, or \"\""
        ),
        ("resolution: values\nvalues: {note: [x]}", "f:14:20: \"note\": expected a text or null, found a list"),
        ("resolution: [source]", "f:13:17: \"resolution\": expected text, found a list"),
        ("resolutoin: source", "f:13:5: unknown key \"resolutoin\" in a conflict; did you mean \"resolution\"?"),
        (
            "resolution: source\nresolution: target",
            "f:14:5: key \"resolution\" is repeated; it stands in line 13 already"
        ),
    ])
    func mistakesHaveTheirPlace(end: String, problem: String) {
        #expect(problems(Self.file(end)) == [problem])
    }

    @Test func missingAndWrongMembers() {
        #expect(problems("") == ["f:1:1: the file is empty"])
        #expect(problems("[]") == ["f:1:1: a file of conflicts: expected a mapping, found a list"])
        let other = Self.file("").replacing("format_version: 1", with: "format_version: 2")
        #expect(problems(other) == ["f:2:17: \"format_version\": expected a whole number from 1 to 1, found \"2\""])
        #expect(problems(Self.file("").replacing("kind: conflicts", with: "kind: plan")).count == 1)
        #expect(problems(Self.file("").replacing("    job: flags", with: "")).count <= 1)
        #expect(problems(Self.file("", seen: "x")).first?.hasPrefix("f:12:11: \"seen\": expected 64") == true)
        let file = Self.file("resolution: source")
        let start = file.firstRange(of: "  - job")?.lowerBound ?? file.endIndex
        #expect(problems(file + file[start...]) == ["f:14:5: the conflict stands in line 5 already"])
    }

    /// The same limits as the configuration's: nothing makes the parser deep, slow or large.
    @Test(arguments: HostileFileTests.cases)
    func hostileFilesEndAtOnce(file: HostileFileTests.Case) {
        let took = ThreadTime.measure { #expect(problems(file.text) == ["f:\(file.problem)"]) }
        #expect(took < .seconds(1))
    }

    @Test func noCutOrFlippedFileIsReadAsAnotherDecision() throws {
        let text = Self.file("resolution: source")
        for count in 0..<text.utf8.count {
            let cut = String(decoding: Array(text.utf8.prefix(count)), as: UTF8.self)
            guard let entries = try? ConflictFileReader.read(cut, file: "f") else { continue }
            for entry in entries where !entry.isOpen {
                guard case .source = entry.resolution else {
                    Issue.record("\(cut)")
                    continue
                }
                #expect(entry.seen == Self.seen)
            }
        }
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<40 {
            var plan = HostileReportTests.plan(&random)
            plan.tables[0].counts.conflict = 1
            (plan.job, plan.from, plan.to) = ("flags", "staging", "production")
            let text = try ConflictFileWriter([plan]).text()
            // A database has no text with this character, and the reader takes none.
            guard !text.contains("\\u0000"), !text.contains("\\0") else { continue }
            let entries = try ConflictFileReader.read(text, file: "f")
            let table = try #require(plan.tables.first)
            var expected: [(seen: String, key: [String?])] = []
            try table.changes.forEach { change in
                if change.isOpenConflict { expected.append((ConflictDigest(change, of: table).text, change.key)) }
                return true
            }
            #expect(entries.map(\.seen) == expected.map(\.seen))
            #expect(entries.allSatisfy { $0.isOpen })
            // Foundation, through which Yams decodes, drops a byte order mark at the beginning.
            func scalars(_ text: String?) -> [Unicode.Scalar]? {
                text.map { $0.unicodeScalars.drop { $0 == "\u{FEFF}" } }.map(Array.init)
            }
            #expect(entries.map { $0.key.map { scalars($0.value) } } == expected.map { $0.key.map(scalars) })
        }
    }
}
