/// What a run does about the rows of one table that were promoted last.
struct PlannedBase: Sendable {
    /// False where the table's policy needs none any more: they go.
    let isKept: Bool
    /// Keys, as `seedd.base` has them, of which the target had no row inside the filter when the plan was made.
    var gone = Spool.empty
    /// Keys of rows that the mode leaves as the target has them, though the source has none or another.
    var left = Spool.empty
    /// What the run sees of the table; nil where it is a part.
    var coverage: KnownBase.Coverage?
    /// Columns that had another type when rows were kept.
    var retyped: [String] = []
    /// Something has to be written even where the plan is empty.
    var isStale: Bool
    /// `pg_current_snapshot` of the target when the plan was made: rows written since are not known to be the source's.
    var snapshot = ""
}
