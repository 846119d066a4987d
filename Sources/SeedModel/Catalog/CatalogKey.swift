/// A primary key, unique index or exclusion constraint.
package struct CatalogKey: Sendable, Equatable, Codable {
    package var name: String
    /// Key columns in order; an expression is an empty string.
    package var columns: [String]
    package var isPrimary: Bool
    package var isPartial: Bool
    package var isDeferrable: Bool
    package var isExclusion: Bool
    package var nullsNotDistinct: Bool
    /// Equal values are refused. Of an exclusion constraint that is not known, but for a key WITHOUT OVERLAPS, which
    /// takes no empty range.
    package var isUnique: Bool

    /// What is unique, as SQL over bare column names, beside `columns`.
    package var expressions: [String]
    /// By which the index takes two values of each expression for the same, or for overlapping: `OPERATOR(schema.=)`.
    package var operators: [String]
    /// Of a partial index, as SQL over bare column names.
    package var predicate: String?

    package init(
        name: String, columns: [String], isPrimary: Bool = false, isPartial: Bool = false, isDeferrable: Bool = false,
        isExclusion: Bool = false, nullsNotDistinct: Bool = false, isUnique: Bool? = nil, expressions: [String] = [],
        operators: [String] = [], predicate: String? = nil
    ) {
        self.name = name
        self.columns = columns
        self.isPrimary = isPrimary
        self.isPartial = isPartial
        self.isDeferrable = isDeferrable
        self.isExclusion = isExclusion
        self.nullsNotDistinct = nullsNotDistinct
        self.isUnique = isUnique ?? !isExclusion
        self.expressions = expressions
        self.operators = operators
        self.predicate = predicate
    }

    /// Over whole rows and plain columns: one that can identify a row.
    package var isPlain: Bool { !isPartial && isUnique && !columns.contains("") }
}
