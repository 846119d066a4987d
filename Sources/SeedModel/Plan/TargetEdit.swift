/// What is known of a target row that somebody edited since the last run.
package struct TargetEdit: Sendable, Equatable {
    /// The last run in which the row was as it had been promoted: UTC, ISO 8601.
    package var since: String?
    /// The row as it was promoted last; nil where that is not kept, or it was never promoted.
    package var base: [String?]?
    /// The conflict policy leaves the row as the target has it, and nobody has to decide.
    package var isKept: Bool

    package init(since: String? = nil, base: [String?]? = nil, isKept: Bool = false) {
        self.since = since
        self.base = base
        self.isKept = isKept
    }
}
