import SeedModel

extension TablePlan {
    /// `3 of these rows were edited in production since 2026-11-12`; nil where none was.
    func editSummary(in environment: String) -> String? {
        guard edits.rows > 0 else { return nil }
        let what = edits.rows == 1 ? "1 of these rows was" : "\(edits.rows) of these rows were"
        return "\(what) edited in \(environment)" + (edits.since.map { " since \($0.prefix(10))" } ?? "")
    }
}
