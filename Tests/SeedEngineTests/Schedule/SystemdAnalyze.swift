import Foundation
import SeedModel
import SeedTestKit

/// systemd's own reading of calendar expressions.
enum SystemdAnalyze {
    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-analyze") }

    /// The first ticks after a time, of each expression so many, up to where the first one ends.
    static func ticks(of expressions: [String], after start: UTCTime) async throws -> [UTCTime] {
        var all: Set<UTCTime> = []
        var end: UTCTime?
        for expression in expressions {
            let text = "\(start)".replacing("T", with: " ").replacing("Z", with: " UTC")
            let result = try await CommandRun(
                ["systemd-analyze", "calendar", "--iterations=400", "--base-time=\(text)", expression],
                environment: ["TZ": "UTC"]
            ).run()
            guard result.exitCode == 0 else { throw TestKitError("\(expression): \(result)") }
            let ticks = result.standardOutput.split(separator: "\n").compactMap(tick)
            // Beyond the last of 400 the others have no partner.
            if let last = ticks.last { end = min(end ?? last, last) }
            all.formUnion(ticks)
        }
        return all.filter { time in end.map { time <= $0 } ?? false }.sorted()
    }

    /// `Iter. #2: Mon 2026-03-30 00:30:00 UTC`.
    private static func tick(_ line: Substring) -> UTCTime? {
        guard line.contains("Next elapse:") || line.contains("Iter. #") else { return nil }
        let fields = line.split(separator: " ").suffix(3)
        guard fields.count == 3, fields.last == "UTC" else { return nil }
        return UTCTime("\(fields.first ?? "")T\(fields.dropFirst().first ?? "")Z")
    }
}
