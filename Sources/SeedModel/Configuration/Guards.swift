/// Limits beyond which a plan is refused; each counts per table.
package struct Guards: Sendable, Equatable {
    /// A count of rows, or a share of the target table's rows (0...1).
    package enum Limit: Sendable, Equatable {
        case rows(Int)
        case share(Double)
    }

    package var maxChanged: Limit
    package var maxDeletes: Limit
    package var allowEmptySource: Bool

    package init(maxChanged: Limit = .share(0.5), maxDeletes: Limit = .share(0.1), allowEmptySource: Bool = false) {
        self.maxChanged = maxChanged
        self.maxDeletes = maxDeletes
        self.allowEmptySource = allowEmptySource
    }
}
