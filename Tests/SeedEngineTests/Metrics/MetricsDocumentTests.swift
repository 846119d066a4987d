import Foundation
import SeedTestKit
import Testing
import Yams

@testable import SeedModel

/// What docs/METRICS.md and the example alerts say of metrics is so.
struct MetricsDocumentTests {
    private static let alerts = "\(PackageRoot.path)/Examples/alerts"

    private func document() throws -> String {
        try String(contentsOfFile: "\(PackageRoot.path)/docs/METRICS.md", encoding: .utf8)
    }

    @Test func everyMetricIsInTheTable() throws {
        let rows = try document().split(separator: "\n").compactMap { line -> String? in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            return cells.count == 4 && cells[0].hasPrefix("`seedd") ? cells[..<3].joined(separator: " | ") : nil
        }
        #expect(
            rows.sorted()
                == Metric.allCases.map { metric in
                    let labels = metric.labels.map { "`\($0)`" }.joined(separator: " ")
                    return "`\(metric.rawValue)` | \(metric.type) | \(labels)"
                }.sorted())
    }

    /// A file as a run leaves it, with what it says of itself.
    @Test func theExampleIsAFileOfThisVersion() throws {
        let text = try document()
        let start = try #require(text.firstRange(of: MetricsPage.head))
        let end = try #require(text.firstRange(of: "\(MetricsPage.end)\n"))
        let example = String(text[start.lowerBound..<end.upperBound])
        #expect(try #require(MetricsPage(example)).text == example)
    }

    @Test func alertsGoByMetricsThereAreAndNameACommand() throws {
        let text = try String(contentsOfFile: "\(Self.alerts)/seedd.rules.yml", encoding: .utf8)
        let file = try #require(try Yams.load(yaml: text) as? [String: [[String: Any]]])
        let rules = try #require(file["groups"]?.first?["rules"] as? [[String: Any]])
        #expect(rules.count == 9)
        for rule in rules {
            let expression = try #require(rule["expr"] as? String)
            for name in expression.matches(of: /\bseedd_[a-z_]+/) where name.output != "seedd_job" {
                #expect(Metric(rawValue: String(name.output)) != nil, "\(name.output)")
            }
            let annotations = try #require(rule["annotations"] as? [String: String])
            #expect(try #require(annotations["summary"]).hasPrefix("seedd: "))
            #expect(try #require(annotations["runbook"]).contains(/\bseedd (status|plan|release|snapshot)|systemctl/))
        }
    }

    @Test(arguments: [["check", "rules", "seedd.rules.yml"], ["test", "rules", "seedd.test.yml"]])
    func promtoolAgrees(_ arguments: [String]) async throws {
        guard try await CommandRun(["sh", "-c", "command -v promtool"]).run().exitCode == 0 else {
            Issue.record("NOT TESTED: the alerts need promtool (Debian: prometheus)", severity: .warning)
            return
        }
        let result = try await CommandRun(["promtool"] + arguments, directory: Self.alerts).run()
        #expect(result.exitCode == 0, "\(result)")
    }
}
