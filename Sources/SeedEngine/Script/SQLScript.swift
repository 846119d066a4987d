import SeedModel

/// A plan as a script for psql that does in one transaction what `Applier` does, but for the snapshot.
///
/// Its statements are the applier's own. What the applier decides between two of them, the script decides by the
/// procedures it begins with, so that it is right for the target as it will be, not as it was when the plan was made.
package struct SQLScript {
    let plan: Plan
    let refusals: [Finding]
    let createdAt: UTCTime
    /// The database that the plan was made for.
    let target: DatabaseIdentity
    /// Of seedd.
    let version: String

    package init(_ reviewed: ReviewedPlan, target: DatabaseIdentity, version: String) {
        plan = reviewed.plan
        refusals = reviewed.refusals
        createdAt = reviewed.createdAt
        self.target = target
        self.version = version
    }

    /// Tables that change, parents first.
    var changing: [TablePlan] { plan.tables.filter { $0.counts.changes > 0 } }

    /// Writes the script piece by piece, a row in memory at most.
    ///
    /// Throws `refused` for a plan that no run would carry out, or that does not hold its rows; `badData` where a row can't
    /// be written as text.
    package func write(to output: @escaping (String) throws -> Void) throws {
        try requireWritable()
        let text = ScriptText(output: output)
        try writeHeader(text)
        guard !plan.isEmpty else { return try text.write("\\echo 'nothing to write'\n") }
        try writePlaceCheck(text)
        try writeBegin(text)
        try writeSchemaCheck(text)
        let staged = try writeStaging(text)
        try writeReferences(staged, text)
        try writeChecks(staged, text)
        try writeContested(staged, text)
        try writeChanges(staged, text)
        try writeVerification(staged, text)
        try writeEnd(text)
    }

    private func requireWritable() throws(SeedError) {
        let errors = refusals.filter { $0.severity == .error }
        guard errors.isEmpty else {
            throw SeedError(
                .refused, "job \(plan.job)",
                "no script is written for a plan that would be refused: "
                    + errors.map { "\($0.subject): \($0.message)" }.joined(separator: "; "),
                hint: "look at the plan; if it is right, raise the job's guards")
        }
        if let table = changing.first(where: { $0.isWholeCopy || $0.projection == nil }) {
            throw SeedError(
                .refused, "\(table.target)", "is copied whole when the plan is applied: a script has no rows of it",
                hint: "`seedd sync` copies it")
        }
    }
}
