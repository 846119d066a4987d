import Foundation
import SeedEngine
import SeedModel
import Testing
import Yams

/// Whatever the rows hold: text stays inert and in its columns, JSON and YAML stay valid and equal.
@Suite struct HostileReportTests {
    static func plan(_ random: inout some RandomNumberGenerator) -> Plan {
        let columns = ["co\u{1B}de", "no", "<<", "x\u{202E}\n"]
        let rows = Hostile.rows(&random, count: 8)
        let changes = zip(rows, rows.shuffled(using: &random)).enumerated().map { index, pair in
            Change(
                kind: ChangeKind.allCases[index % ChangeKind.allCases.count], key: [pair.0[0]],
                before: index % 5 == 0 ? nil : pair.0, after: index % 5 == 2 ? nil : pair.1)
        }
        var plan = SamplePlan.plan([
            SamplePlan.table(
                "t\u{1B}[2J\u{2028}", key: [columns[0]], columns: columns, counts: ChangeCounts(insert: 8),
                changes: changes)
        ])
        plan.job = Hostile.random(&random)
        return plan
    }

    @Test(arguments: [20, 33, 80, 200]) func textStaysInItsLinesAndColumns(_ width: Int) throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<40 {
            let options = ReportOptions(limit: 0, width: width, verbosity: Int.random(in: 0...2))
            let text = try SamplePlan.text(Self.plan(&random), options: options)
            #expect(
                text.unicodeScalars.allSatisfy {
                    $0 == "\n" || !$0.isHidden || [0x200D, 0xFE0E, 0xFE0F].contains($0.value)
                })
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            #expect(lines.last == "plan: 8 to insert, 0 to update, 0 to delete, 0 unchanged in 1 table")
            for line in lines.dropLast() {
                #expect(DisplayWidth.of(String(line)) <= width, "\(String(line).debugDescription)")
            }
        }
    }

    @Test func colourIsTheOnlyEscapeSequence() throws {
        var random = SystemRandomNumberGenerator()
        let options = ReportOptions(width: 80, color: true)
        for _ in 0..<40 {
            let text = try SamplePlan.text(Self.plan(&random), options: options)
            let rest = text.replacing(/\u{1B}\[[0-9;]+m/.matchingSemantics(.unicodeScalar), with: "")
            #expect(!rest.unicodeScalars.contains("\u{1B}"))
        }
    }

    @Test func aMegabyteInACellIsAFewBoundedLines() throws {
        let cell = String(repeating: "\u{1B}[31mlorem ipsum\n", count: 70_000)
        let change = SamplePlan.update("A", [cell + "old" + cell], [cell + "new" + cell])
        let table = SamplePlan.table(
            "t", columns: ["code", "body"], counts: ChangeCounts(update: 1), changes: [change])
        let lines = try SamplePlan.text(SamplePlan.plan([table])).split(separator: "\n")
        #expect(lines.allSatisfy { $0.utf8.count < 1000 })
        #expect(lines.count < 12 && lines.contains { $0.contains("old") } && lines.contains { $0.contains("new") })
    }

    @Test func jsonAndYamlHoldTheSameAndWhatThePlanHolds() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<60 {
            let plan = Self.plan(&random)
            let json = try SamplePlan.text(plan, .json)
            let yaml = try SamplePlan.text(plan, .yaml)
            #expect(
                json.unicodeScalars.allSatisfy { $0 == "\n" || !$0.isHidden || [0x200D, 0xFE0F].contains($0.value) })
            let document = try JSONSerialization.jsonObject(with: Data(json.utf8))
            let loaded = try #require(try Yams.load(yaml: yaml))
            #expect(DocumentTree.describe(document) == DocumentTree.describe(loaded))
            #expect(DocumentTree.describe(document) == DocumentTree.expected(of: plan))
        }
    }

    @Test(arguments: Hostile.texts) func everyTextStaysAString(_ text: String) throws {
        let change = SamplePlan.insert(text, [text])
        let table = SamplePlan.table("t", columns: ["code", "x"], counts: ChangeCounts(insert: 1), changes: [change])
        let plan = SamplePlan.plan([table])
        let yaml = try #require(try Yams.load(yaml: try SamplePlan.text(plan, .yaml)))
        #expect(DocumentTree.describe(yaml) == DocumentTree.expected(of: plan))
    }
}
