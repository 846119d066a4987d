package import SeedModel

extension Rollback {
    /// What a rollback would do, and what is in its way.
    package struct Planned: Sendable {
        package let plan: Plan
        /// What the tables must come to that go back whole.
        let expected: [TableName: SavedContent]
        /// Rows outside the plan that reference what would go.
        let references: [Finding]
        /// Tables whose columns are not what they were.
        let drifted: Set<TableName>
        /// Rows that would be deleted and that no recorded run wrote, of tables with more deletes than always pass.
        let unrecordedDeletes: [TableName: Int]

        /// Why the plan may not be applied, nil when it may; `guards` are those of the snapshot's job.
        package func refusal(guards: Guards) -> SeedError? {
            let exceeded = plan.tables.compactMap { table -> Finding? in
                guard let deletes = unrecordedDeletes[table.target],
                    let violation = guards.violation(ofRollbackDeletes: deletes, rows: table.targetRows)
                else { return nil }
                let doubt =
                    !drifted.contains(table.target)
                    ? "" : "; its columns have changed, and where that rewrote the table nothing tells who wrote a row"
                return Finding(.guardExceeded, .error, "\(table.target)", violation + doubt)
            }
            let findings = references + exceeded
            guard !findings.isEmpty else { return nil }
            let way = exceeded.isEmpty ? "delete the references first" : "raise the job's max_deletes"
            return SeedError(
                .refused, plan.from, findings.map { "\($0.subject): \($0.message)" }.joined(separator: "; "),
                hint: "look at the plan; take back less with --table or --only, or \(way)")
        }
    }
}
