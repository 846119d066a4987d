import SeedModel

/// References that can't be translated, told by the match keys they were translated to.
struct UnknownReferences {
    let reference: Reference
    let column: String
    let environment: String

    init(_ reference: Reference, column: String, environment: String) {
        self.reference = reference
        self.column = column
        self.environment = environment
    }

    /// `keys` are some of those that no row of the target has.
    func missing(rows: Int, _ keys: [String]) -> SeedError {
        SeedError(
            .badData, "\(reference.child)",
            "\(rows.counted("row")) reference \(reference.description) by \(column), and \(environment) does not have the "
                + "referenced rows; nothing was written",
            hint: "promote \(reference.target.parent) with them: see its mode and `where:`, and --table or --only",
            detail: detail(keys))
    }

    func ambiguous(_ keys: [String]) -> SeedError {
        SeedError(
            .badData, "\(reference.child)",
            "references to \(reference.description) by \(column) are ambiguous: \(environment) has several rows of the key; "
                + "nothing was written",
            hint: "make the match key of \(reference.target.parent) unique", detail: detail(keys))
    }

    private func detail(_ keys: [String]) -> String { keys.map { "\(column)=\($0)" }.joined(separator: "\n") }
}
