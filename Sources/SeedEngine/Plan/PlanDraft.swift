import SeedModel

/// What a plan is made from, before rows are read.
struct PlanDraft: Sendable {
    let resolved: JobCatalog.Resolved
    /// Of every digest of the plan.
    let seed: Int64
    /// Target tables in which rows are held.
    let held: Set<TableName>
    /// Target tables of which it is kept how rows were promoted last.
    let promoted: [TableName: KnownBase]
    /// Tables that are compared row by row at once.
    let likelyChanged: Set<String>
    /// Of tables that are tracked.
    let readings: [TableName: TableReading]
}

extension PlanDraft {
    /// Below so many rows a second connection costs more than it saves.
    private static let rowsWorthSharing = 200_000
    /// What a table costs whatever is in it, in rows.
    private static let rowsPerTable = 500

    /// Rows to be read of each table, as far as statistics tell.
    private var work: [Int] {
        resolved.projections.map { projection in
            let rows = max(projection.source.table.rowEstimate ?? 0, projection.target.table.rowEstimate ?? 0)
            return rows + Self.rowsPerTable
        }
    }

    /// How many pairs of sessions find work to do.
    func shares(atMost limit: Int) -> Int {
        min(limit, work.count, max(1, work.reduce(0, +) / Self.rowsWorthSharing))
    }

    /// The tables' numbers in so many shares of about as much work, each in the order of the plan.
    func split(into count: Int) -> [[Int]] {
        var shares = [(rows: Int, tables: [Int])](repeating: (0, []), count: max(1, count))
        for (table, rows) in work.enumerated().sorted(by: { ($0.element, $1.offset) > ($1.element, $0.offset) }) {
            let least = shares.indices.min { shares[$0].rows < shares[$1].rows } ?? 0
            shares[least].rows += rows
            shares[least].tables.append(table)
        }
        return shares.map { $0.tables.sorted() }
    }
}
