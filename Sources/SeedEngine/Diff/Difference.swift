package import SeedModel

/// What changed from a snapshot to another, or to the database as it is.
package struct Difference: Sendable {
    /// Before is the first of the two, after the second; nothing that could be applied.
    package var plan: Plan
    /// Tables that only the first has.
    package var onlyInFrom: [TableName] = []
    /// Tables that only the second has.
    package var onlyInTo: [TableName] = []
    /// What was not compared, or means less than it seems.
    package var warnings: [Warning] = []

    package struct Warning: Sendable {
        package let table: TableName
        package let message: String
    }

    init(job: String, from: String, to: String) {
        plan = Plan(job: job, from: from, to: to, tables: [], seed: 0)
    }

    package var isEmpty: Bool { plan.isEmpty && onlyInFrom.isEmpty && onlyInTo.isEmpty }

    mutating func warn(_ table: TableName, _ message: String) {
        warnings.append(Warning(table: table, message: message))
    }

    /// Throws `refused` where not one table could be compared.
    func requiringTables() throws(SeedError) -> Difference {
        guard plan.tables.isEmpty else { return self }
        let reasons = warnings.map { "\($0.table): \($0.message)" }.joined(separator: "; ")
        throw SeedError(
            .refused, plan.from, "has no table in common with \(plan.to)" + (reasons.isEmpty ? "" : ": \(reasons)"),
            hint: "seedd snapshots show lists a snapshot's tables")
    }
}
