/// A foreign key: rows of `child` reference rows of `parent`.
package struct CatalogForeignKey: Sendable, Hashable, Codable {
    /// What a delete of the parent, or another value of it, does: `pg_constraint.confdeltype` and `confupdtype`.
    package enum Action: String, Sendable, Codable {
        case noAction = "a"
        case restrict = "r"
        case cascade = "c"
        case setNull = "n"
        case setDefault = "d"
        /// The key is NOT ENFORCED: rows may reference what is not there.
        case nothing = "-"
    }

    package var name: String
    package var child: TableName
    package var childColumns: [String]
    package var parent: TableName
    package var parentColumns: [String]
    package var onDelete: Action
    package var onUpdate: Action
    package var isDeferrable: Bool
    /// Every row was found to satisfy it; a constraint may be NOT VALID.
    package var isValidated: Bool
    /// MATCH FULL: none of the child's columns is NULL, or all of them.
    package var matchesFull: Bool
    /// How PostgreSQL compares each pair of columns, parent = child: `OPERATOR(schema.=)`. A type of an extension has its
    /// own, which no search path of ours finds.
    package var equality: [String]

    package init(
        name: String, child: TableName, childColumns: [String], parent: TableName, parentColumns: [String],
        onDelete: Action = .noAction, onUpdate: Action = .noAction, isDeferrable: Bool = false,
        equality: [String]? = nil,
        isValidated: Bool = true, matchesFull: Bool = false
    ) {
        self.name = name
        self.child = child
        self.childColumns = childColumns
        self.parent = parent
        self.parentColumns = parentColumns
        self.onDelete = onDelete
        self.onUpdate = onUpdate
        self.isDeferrable = isDeferrable
        self.isValidated = isValidated
        self.matchesFull = matchesFull
        self.equality = equality ?? childColumns.map { _ in "OPERATOR(pg_catalog.=)" }
    }
}
