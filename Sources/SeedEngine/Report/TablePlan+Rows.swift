import SeedModel

extension TablePlan {
    /// Rows a report has something to say about.
    var rowsToShow: Int { counts.changes + counts.held + counts.conflict + edits.kept }

    /// Whether a report has nothing at all to say about the table.
    var isQuiet: Bool { rowsToShow == 0 && notes.isEmpty }

    /// The source's name, and the target's where it has another.
    var title: String { source == target ? source.description : "\(source) → \(target)" }
}
