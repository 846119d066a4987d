/// What a run does about the rows of one table that were promoted last.
struct PlannedBase: Sendable {
    /// False where the table's policy needs none any more: they go.
    let isKept: Bool
    /// Keys, as `seedd.base` has them, of which the target had no row inside the filter when the plan was made.
    var gone = Spool.empty
    /// Something has to be written even where the plan is empty.
    var isStale: Bool
    /// `pg_current_snapshot` of the target when the plan was made: rows written since are not known to be the source's.
    var snapshot = ""
}
