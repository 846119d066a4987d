extension TablePlan {
    /// Columns that count when rows are compared, by name; nil for a plan that was not made by comparing.
    ///
    /// Those that triggers set are not among them, as what a run wrote there nobody knows, nor ids that are put back.
    var comparedColumns: [String]? {
        projection?.columns.filter { $0.isCompared && !touched.contains($0.name) && !numbered.contains($0.name) }.map(
            \.name
        ).sorted()
    }
}
