import SeedEngine

/// A plan of one target, with what is needed of the target to write the plan to files.
struct PlannedTarget {
    var reviewed: ReviewedPlan
    /// Set where the plan is to be saved.
    var saved: SavedPlan?
    /// Set where a script is to be written.
    var database: DatabaseIdentity?
}
