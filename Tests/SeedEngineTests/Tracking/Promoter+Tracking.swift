import SeedModel
import SeedTestKit

@testable import SeedEngine

extension Promoter {
    /// What `seedd sync --apply` does, also where there is nothing to write. Returns the plan.
    @discardableResult
    func run(_ options: Planner.Options = Planner.Options()) async throws -> Plan {
        let promotion = promotion(options)
        let plan = try await promotion.plan()
        if plan.isEmpty {
            try await promotion.rememberReading(plan)
        } else {
            _ = try await apply(plan, options)
        }
        return plan
    }

    /// How the tables were read, as `-v` says it, the last time.
    func reading(of table: String) -> String? {
        sink.events.reversed().lazy.compactMap { event in
            if case .remark(table, let message) = event { message } else { nil }
        }.first
    }

    /// Rows of either side whose digests were asked for, the last time.
    func rowsHashed(in table: String) -> Int? {
        sink.events.reversed().lazy.compactMap { event in
            if case .tablePlanned(table, _, let rows, _) = event { rows } else { nil }
        }.first
    }

    var warnings: [String] {
        sink.events.compactMap { if case .warning(_, let message) = $0 { message } else { nil } }
    }

    /// What seedd.watermark holds of a table, by which it is known again.
    func storedBy(_ table: String) throws -> String {
        try target.psql("SELECT stored_by FROM seedd.watermark WHERE table_name = '\(table)'")
    }
}
