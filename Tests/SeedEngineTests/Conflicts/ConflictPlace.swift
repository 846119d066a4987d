import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Two databases with a table `t` that a job has promoted once: rows a, b and c, all with `v` = 1 and `w` = 1.
struct ConflictPlace {
    let databases: TestEnvironments
    let promoter: Promoter
    let policy: TableRule.ConflictPolicy

    init(_ policy: TableRule.ConflictPolicy, mode: TableRule.Mode = .mirror) async throws {
        databases = try TestEnvironments.current
        self.policy = policy
        try databases.psql("CREATE TABLE t (code text PRIMARY KEY, v text, w text, at timestamptz)")
        try databases.source.psql(
            """
            INSERT INTO t SELECT c, '1', '1', '2026-11-01' FROM unnest(ARRAY['a', 'b', 'c']) c
            """)
        promoter = try Promoter(
            TableRule(name: "t", mode: mode, track: policy == .newest ? .column("at") : .content, onConflict: policy))
        try await promoter.sync()
    }

    func source(_ sql: String) throws { try databases.source.psql(sql) }
    func target(_ sql: String) throws { try databases.target.psql(sql) }

    /// The target's rows.
    func rows() throws -> String {
        try databases.target.psql("SELECT code, v, w FROM t ORDER BY code COLLATE \"C\"")
    }

    /// Rows as promoted last.
    func bases() throws -> String {
        try databases.target.psql(
            "SELECT row ->> 'code', row ->> 'v', row ->> 'w' FROM seedd.base ORDER BY row ->> 'code' COLLATE \"C\"")
    }

    /// Plans and carries out what a decided sync would.
    @discardableResult
    func sync() async throws -> Plan { try await promoter.decidedSync() }
}

extension Promoter {
    /// As `seedd sync --apply` does, also where there is nothing to write.
    @discardableResult
    func decidedSync(_ options: Planner.Options = Planner.Options()) async throws -> Plan {
        let promotion = promotion(options)
        let plan = try await promotion.plan()
        // Tables of three rows are beyond all guards but this.
        if plan.tables.contains(where: { $0.policy == .fail }), let refusal = promotion.refusal(of: plan) {
            throw refusal
        }
        if plan.isEmpty { try await promotion.rememberReading(plan) } else { _ = try await apply(plan, options) }
        return plan
    }
}

extension Plan {
    /// Rows the plan names: key, what becomes of them, and whether that is what the target has.
    var decisions: [String] {
        get throws {
            try changes.map { change in
                "\(change.key.map { $0 ?? "NULL" }.joined(separator: "/")) \(change.kind.rawValue)"
                    + (change.edit.map { $0.isKept ? " kept" : " edited" } ?? "")
            }
        }
    }
}
