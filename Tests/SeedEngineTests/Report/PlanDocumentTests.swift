import Foundation
import SeedEngine
import SeedModel
import Testing

@Suite struct PlanDocumentTests {
    /// The example of docs/JSON_OUTPUT.md.
    static let example = """
        {
          "format_version": 1,
          "kind": "run",
          "job": "nightly",
          "from": "staging",
          "to": "production",
          "tables": [
            {
              "name": "public.prices",
              "target": "public.price_list",
              "key": ["sku"],
              "columns": ["sku", "amount"],
              "source_rows": 242,
              "target_rows": 241,
              "insert": 0,
              "update": 1,
              "delete": 1,
              "unchanged": 240,
              "held": 0,
              "conflict": 0,
              "kept": 0,
              "changes": [
                {"op": "update", "key": {"sku": "007"}, "columns": {"amount": {"from": "10.00", "to": null}}},
                {"op": "delete", "key": {"sku": "NO"}, "columns": {"sku": {"from": "NO", "to": null}, "amount": {"from": "1e3", "to": null}}}
              ],
              "truncated": false
            }
          ],
          "insert": 0,
          "update": 1,
          "delete": 1,
          "unchanged": 240,
          "held": 0,
          "conflict": 0,
          "snapshot": "20261120T020003Z-4f2a91c0",
          "run": "0192f0c1",
          "duration_ms": 412
        }

        """

    @Test func aRunAsInTheDocumentation() throws {
        let counts = ChangeCounts(update: 1, delete: 1, unchanged: 240)
        let table = SamplePlan.table(
            "prices", target: "price_list", key: ["sku"], columns: ["sku", "amount"], counts: counts,
            changes: [SamplePlan.update("007", ["10.00"], [nil]), SamplePlan.delete("NO", ["1e3"])])
        let result = RunResult(run: "0192f0c1", snapshot: "20261120T020003Z-4f2a91c0", counts: counts, durationMs: 412)
        #expect(try SamplePlan.text(SamplePlan.plan([table]), .json, result: result) == Self.example)
        var root = URL(filePath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        let documentation = try String(contentsOf: root.appending(path: "docs/JSON_OUTPUT.md"), encoding: .utf8)
        #expect(documentation.contains(Self.example))
    }

    @Test(arguments: [ReportFormat.json, .yaml]) func truncatedWhereTheLimitCut(_ format: ReportFormat) throws {
        func truncated(_ limit: Int?, listed: Int) throws -> (Bool, Int) {
            let changes = (0..<listed).map { SamplePlan.insert("K\($0)", []) }
            let plan = SamplePlan.plan([
                SamplePlan.table("t", columns: ["code"], counts: ChangeCounts(insert: 57), changes: changes)
            ])
            let text = try SamplePlan.text(plan, format, options: ReportOptions(limit: limit))
            return (
                text.replacing("\"", with: "").contains("truncated: true"), text.split(separator: "insert\"").count - 1
            )
        }
        let base = format == .json ? 2 : 0
        #expect(try truncated(nil, listed: 57) == (false, 57 + base))
        #expect(try truncated(0, listed: 57) == (false, 57 + base))
        #expect(try truncated(57, listed: 57) == (false, 57 + base))
        #expect(try truncated(10, listed: 57) == (true, 10 + base))
        #expect(try truncated(nil, listed: 0) == (true, base))
    }

    @Test func aClosedPipeStopsTheReport() {
        struct ClosedPipe: Error {}
        for format in [ReportFormat.text, .json, .yaml, .markdown] {
            #expect(throws: ClosedPipe.self) {
                try PlanReport(SamplePlan.everything).write(format) { _ in throw ClosedPipe() }
            }
        }
    }

    @Test func manyChangesComeInSmallChunks() throws {
        let changes = (0..<20_000).map { SamplePlan.insert("K\($0)", []) }
        let plan = SamplePlan.plan([
            SamplePlan.table("t", columns: ["code"], counts: ChangeCounts(insert: 20_000), changes: changes)
        ])
        var largest = 0
        try withoutActuallyEscaping({ largest = max(largest, $0.utf8.count) }) { output in
            try PlanReport(plan).write(.json, to: output)
        }
        #expect(largest < 20_000)
    }
}
