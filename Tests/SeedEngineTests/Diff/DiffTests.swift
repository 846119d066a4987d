import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// What differs between two states is what a plan said would change from one to the other.
@Suite(.environments)
struct DiffTests {
    @Test func aDiffIsThePlanThatWasApplied() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(HostileSchema.tables + HostileSchema.rows)
        try databases.source.psql(HostileSchema.edits)
        let promoter = try Promoter.mirror("public")
        let firstPlan = try await promoter.plan()
        let first = try await promoter.snapshot(before: firstPlan)
        try databases.source.psql(
            """
            UPDATE single SET v = E'\\t' WHERE id = 'new'; DELETE FROM single WHERE id = '1'; INSERT INTO "live" VALUES ('')
            """)
        let secondPlan = try await promoter.plan()
        let second = try await promoter.snapshot(before: secondPlan)

        let store = promoter.store
        let between = try SnapshotDiff(from: first, to: second, in: store).compare()
        #expect(between.plan.summary == firstPlan.summary.filter { $0.hasPrefix("live:") || $0.hasPrefix("single:") })
        #expect(between.onlyInFrom.count == 4)
        #expect(between.onlyInTo.isEmpty && between.warnings.isEmpty)
        let reverse = try SnapshotDiff(from: second, to: first, in: store, tables: ["single"]).compare()
        #expect(reverse.plan.counts.insert == between.plan.tables.first { $0.source.name == "single" }?.counts.delete)

        let live = try await promoter.liveDiff(from: second).compare()
        #expect(live.plan.summary == secondPlan.summary)
        #expect(try values(of: live.plan) == values(of: secondPlan))
        // Two runs since, and deltas in between.
        #expect(try await promoter.liveDiff(from: first).compare().plan.tables.count == 6)
    }

    /// Without an index, as in older snapshots, or on a server of another version, rows are compared themselves.
    @Test func rowsAreComparedWhereDigestsCanNotBe() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(HostileSchema.tables + HostileSchema.rows)
        try databases.source.psql(HostileSchema.edits)
        let promoter = try Promoter.mirror("public")
        let plan = try await promoter.plan()
        let id = try await promoter.snapshot(before: plan)
        try databases.target.psql(
            "ALTER TABLE single ADD COLUMN more int; ALTER TABLE child ALTER tags TYPE varchar[]")
        let live = try await promoter.liveDiff(from: id).compare()
        #expect(live.plan.summary == plan.summary)
        #expect(live.warnings.map(\.table.name) == ["child"])
    }

    /// Key and columns of every change.
    private func values(of plan: Plan) throws -> Set<String> {
        var values: Set<String> = []
        for table in plan.tables {
            try table.changes.forEach { change in
                values.insert(
                    "\(table.target) \(change.kind) \(change.key) \(change.before ?? []) \(change.after ?? [])")
                return true
            }
        }
        return values
    }
}

extension Promoter {
    /// Applies the plan; returns the snapshot that was taken before.
    fileprivate func snapshot(before plan: Plan) async throws -> SnapshotID {
        try #require(SnapshotID(try await apply(plan).snapshot ?? ""))
    }

    fileprivate func liveDiff(from id: SnapshotID) -> LiveDiff {
        LiveDiff(
            from: id, to: Environment(name: "production", location: .url(target.connectionString)),
            in: store, variables: [:], events: sink)
    }
}
