/// A table (or view) as the catalog of one database describes it.
package struct CatalogTable: Sendable, Equatable, Codable {
    /// `pg_class.relkind`, those that rows can be read from.
    package enum Kind: String, Sendable, Codable {
        case table = "r"
        case partitioned = "p"
        case view = "v"
        case materializedView = "m"
        case foreign = "f"
    }

    package struct Privileges: Sendable, Equatable, Codable {
        package var select: Bool
        package var insert: Bool
        package var update: Bool
        package var delete: Bool
        /// Of the schema the table is in; without it no other right is of use.
        package var usage: Bool
        /// A right to write the table as a whole, and not only columns of it: LOCK TABLE asks for one.
        package var lock: Bool
        /// Whose rights these are.
        package var role: String

        /// The statement that gives the role a right: `grant("SELECT", on: "public.t")`.
        package func grant(_ rights: String, on object: String) -> String {
            "GRANT \(rights) ON \(object) TO \(Identifier.quotedIfNeeded(role))"
        }

        package init(
            select: Bool = true, insert: Bool = true, update: Bool = true, delete: Bool = true, usage: Bool = true,
            lock: Bool = true, role: String = ""
        ) {
            self.select = select
            self.insert = insert
            self.update = update
            self.delete = delete
            self.usage = usage
            self.lock = lock
            self.role = role
        }
    }

    package var oid: String
    package var name: TableName
    package var kind: Kind
    package var isPartition: Bool
    /// The planner's estimate, `pg_class.reltuples`; nil when the table was never analyzed.
    package var rowEstimate: Int?
    /// Policies hide rows from the role that asked.
    package var hasRowSecurity: Bool
    /// Other tables inherit from it; only its own rows count as its rows.
    package var hasChildren: Bool
    package var privileges = Privileges()
    /// In the order of the table, dropped ones left out.
    package var columns: [CatalogColumn] = []
    package var keys: [CatalogKey] = []
    /// Enabled ones that act on rows written to it or its partitions.
    package var triggers: [CatalogTrigger] = []
    package var rules: [CatalogRule] = []

    package init(
        oid: String, name: TableName, kind: Kind, isPartition: Bool = false, rowEstimate: Int? = nil,
        hasRowSecurity: Bool = false, hasChildren: Bool = false
    ) {
        self.oid = oid
        self.name = name
        self.kind = kind
        self.isPartition = isPartition
        self.rowEstimate = rowEstimate
        self.hasRowSecurity = hasRowSecurity
        self.hasChildren = hasChildren
    }

    package func column(_ name: String) -> CatalogColumn? { columns.first { $0.name == name } }

    package var primaryKey: [String]? { keys.first(where: \.isPrimary)?.columns }

    /// Whether the database itself sees to it that one row has these values at most. They may be NULL where a key is
    /// `NULLS NOT DISTINCT`.
    package func guaranteesUnique(_ columns: [String]) -> Bool {
        let isNotNull = nullable(columns).isEmpty
        return keys(among: columns).contains { isNotNull || $0.isPrimary || $0.nullsNotDistinct }
    }

    /// Keys over whole rows and some of the columns: they would keep them unique, were it not for NULL.
    package func keys(among columns: [String]) -> [CatalogKey] {
        keys.filter { $0.isPlain && Set($0.columns).isSubset(of: columns) }
    }

    /// Those of `columns` that may be NULL.
    package func nullable(_ columns: [String]) -> [String] { columns.filter { column($0)?.isNotNull != true } }
}
