import Foundation
import SeedTestKit

extension Workplace {
    /// Adds a section to the configuration.
    func configureSnapshots(_ settings: String) throws {
        let text = try String(contentsOfFile: "\(directory)/seedd.yaml", encoding: .utf8)
        try write("\(text)\nsnapshots: \(settings)\n", to: "seedd.yaml")
    }

    /// Promotes an edit of its own so many times, each with a snapshot; their ids, oldest first.
    func takeSnapshots(_ count: Int) async throws -> [String] {
        for _ in 0..<count {
            try environments.source.psql("UPDATE flags SET note = note || '.' WHERE code = 'a'")
            let outcome = await run("sync", "--apply")
            guard outcome.code == 0 else { throw Failure(outcome: outcome) }
        }
        return names(in: "snapshots")
    }

    struct Failure: Error { let outcome: Outcome }
}
