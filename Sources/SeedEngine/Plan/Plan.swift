package import SeedModel

/// All changes of a job against one target: a value that can be printed, saved and applied.
///
/// Holding a plan holds no connection and no lock; rows live in memory or in unlinked spool files.
package struct Plan: Sendable {
    package var job: String
    package var from: String
    package var to: String
    /// Tables in the order in which parents come before their children.
    package var tables: [TablePlan]
    /// Seed of every row digest in this plan; another for every plan.
    package var seed: Int64

    /// Foreign keys of the target that touch a table of the plan.
    package var foreignKeys: [CatalogForeignKey]
    /// Made for a selection of rows (`--only`, `--where`), not for all that the job names.
    package var narrowed: Bool
    /// What it took to make it.
    package var seconds = 0.0
    /// What a file needs to know to keep it; nil where it is not made by comparing two databases.
    var origin: PlanOrigin?

    package init(
        job: String, from: String, to: String, tables: [TablePlan], seed: Int64,
        foreignKeys: [CatalogForeignKey] = [], narrowed: Bool = false
    ) {
        self.job = job
        self.from = from
        self.to = to
        self.tables = tables
        self.seed = seed
        self.foreignKeys = foreignKeys
        self.narrowed = narrowed
    }

    package var counts: ChangeCounts { tables.reduce(into: ChangeCounts()) { $0 += $1.counts } }
    package var isEmpty: Bool { counts.changes == 0 }
}
