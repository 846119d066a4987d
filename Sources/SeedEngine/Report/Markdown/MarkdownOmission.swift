import SeedModel

/// The last line of a comment that holds less than there is.
struct MarkdownOmission {
    /// Kept free for it.
    static let room = 400

    let rows: Int
    /// Of which not even the counts are there.
    let plans: Int

    var text: String {
        let missing = [(rows, "row"), (plans, "plan")].filter { $0.0 > 0 }.map { "\($0.0.counted($0.1))" }
        guard !missing.isEmpty else { return "" }
        let limit = MarkdownReport.characterLimit.grouped
        return
            "*Left out, because a comment on GitHub holds \(limit) characters: \(missing.joined(separator: " and ")). "
            + "`seedd plan` shows them.*\n"
    }
}
