/// A foreign key: rows of `child` reference rows of `parent`.
package struct CatalogForeignKey: Sendable, Hashable {
    /// What a delete of the parent does: `pg_constraint.confdeltype`.
    package enum Action: String, Sendable {
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
    package var isDeferrable: Bool
    /// How PostgreSQL compares each pair of columns, parent = child: `OPERATOR(schema.=)`. A type of an extension has its
    /// own, which no search path of ours finds.
    package var equality: [String]

    package init(
        name: String, child: TableName, childColumns: [String], parent: TableName, parentColumns: [String],
        onDelete: Action = .noAction, isDeferrable: Bool = false, equality: [String]? = nil
    ) {
        self.name = name
        self.child = child
        self.childColumns = childColumns
        self.parent = parent
        self.parentColumns = parentColumns
        self.onDelete = onDelete
        self.isDeferrable = isDeferrable
        self.equality = equality ?? childColumns.map { _ in "OPERATOR(pg_catalog.=)" }
    }
}
