import SeedEngine
import SeedTestKit
import Testing

/// The schemas are not vacuous: documents that are not as documented are refused.
struct DamagedDocumentTests {
    private static let plan = """
        {"format_version": 1, "kind": "plan", "job": "j", "from": "a", "to": "b", "refusals": [], "tables": [
        {"name": "s.t", "key": ["k"], "columns": ["k", "v"], "source_rows": 2, "target_rows": 2, "insert": 0, "update": 1,
        "delete": 0, "unchanged": 0, "held": 0, "conflict": 1, "kept": 0, "on_conflict": "merge", "changes": [
        {"op": "update", "key": {"k": "1"}, "columns": {"v": {"from": "1", "to": null}}},
        {"op": "conflict", "would": "update", "key": {"k": "2"}, "conflicting": ["v"],
        "columns": {"v": {"from": "1", "to": "2", "base": "0"}}}], "truncated": false}],
        "insert": 0, "update": 1, "delete": 0, "unchanged": 0, "held": 0, "conflict": 1,
        "snapshot": null, "run": null, "duration_ms": 1}
        """

    private static let damages = [
        ("\"format_version\": 1", "\"format_version\": 2"), ("\"kind\": \"plan\"", "\"kind\": \"run\""),
        ("\"job\": \"j\", ", ""), ("\"job\": \"j\"", "\"job\": 1"), ("\"refusals\": [], ", ""),
        ("\"refusals\": []", "\"refusals\": [{}]"), ("\"name\": \"s.t\", ", ""), ("\"key\": [\"k\"], ", ""),
        ("\"insert\": 0", "\"insert\": -1"), ("\"insert\": 0", "\"insert\": \"0\""), ("\"kept\": 0, ", ""),
        ("\"merge\"", "\"source\""), ("\"op\": \"update\", ", ""), ("\"op\": \"update\"", "\"op\": \"upsert\""),
        ("\"op\": \"update\"", "\"op\": \"held\""), ("\"op\": \"update\"", "\"op\": \"update\", \"would\": \"update\""),
        ("\"would\": \"update\", ", ""), ("\"conflicting\": [\"v\"],", ""), ("{\"k\": \"1\"}", "{\"k\": 1}"),
        ("\"from\": \"1\", \"to\": null", "\"from\": \"1\""), ("\"to\": \"2\"", "\"to\": true"),
        ("\"base\": \"0\"", "\"bases\": \"0\""), ("\"snapshot\": null", "\"snapshot\": \"x\""),
        ("\"truncated\": false", "\"truncated\": 0"), ("\"duration_ms\": 1", "\"duration_ms\": 1, \"extra\": 1"),
        ("\"duration_ms\": 1", "\"duration_ms\": 1.5"),
    ]

    @Test func everyDamageIsFound() async throws {
        let damaged = Self.damages.map { old, new in Self.plan.replacing(old, with: new, maxReplacements: 1) }
        let validator = SchemaValidator(schema: try Schema.text(.plan))
        guard let problems = try await validator.problems(in: [Self.plan] + damaged) else { return }
        #expect(problems[0] == [])
        for (damage, problems) in zip(Self.damages, problems.dropFirst()) {
            #expect(!problems.isEmpty, "\(damage)")
        }
    }
}
