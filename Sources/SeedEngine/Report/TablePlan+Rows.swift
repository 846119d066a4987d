import SeedModel

extension TablePlan {
    /// Rows a report has something to say about.
    var rowsToShow: Int { counts.changes + counts.held + counts.conflict }

    /// The source's name, and the target's where it has another.
    var title: String { source == target ? source.description : "\(source) → \(target)" }
}
