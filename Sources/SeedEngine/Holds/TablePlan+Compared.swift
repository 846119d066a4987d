extension TablePlan {
    /// Columns that count when rows are compared, by name; nil for a plan that was not made by comparing.
    var comparedColumns: [String]? { projection?.columns.filter(\.isCompared).map(\.name).sorted() }
}
