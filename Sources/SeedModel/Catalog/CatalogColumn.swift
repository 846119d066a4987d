/// A column as the catalog describes it.
package struct CatalogColumn: Sendable, Equatable, Codable {
    package enum Identity: String, Sendable, Codable {
        case no = ""
        case always = "a"
        case byDefault = "d"
    }

    package var name: String
    /// `format_type`: the type with its modifiers, as SQL writes it.
    package var type: String
    /// Name of the type in `pg_catalog` below any domain; another for types of extensions and users.
    package var baseType: String
    /// `pg_type.typtype`: b base, c composite, d domain, e enum, p pseudo, r range, m multirange.
    package var typeKind: String
    package var isNotNull: Bool
    package var hasDefault: Bool
    package var identity: Identity
    package var isGenerated: Bool
    /// SQL of the default; nil where there is none, and for identity and generated columns.
    package var defaultExpression: String?
    /// The sequence the column takes its values from: its own, or the one its default names. Quoted for SQL.
    package var sequence: String?
    /// The role may SELECT it: by a right on the table or on the column alone.
    package var isReadable: Bool
    /// The operator by which an index of the type finds a value, as SQL: `=`, or `OPERATOR(schema.=)` for a type of an
    /// extension, which no search path of ours finds. Nil when the type has none.
    package var equality: String?
    /// A CHECK of the table or of the column's domain has a say in its value.
    package var isChecked: Bool
    /// Somebody's cast of the type to text, which need not print all of a value.
    package var hasCustomText = false
    /// The partition a row belongs to hangs on its value.
    package var isPartitioning: Bool
    /// Labels of an enum in their order; empty for other types.
    package var enumLabels: [String]

    package init(
        name: String, type: String, baseType: String, typeKind: String = "b", isNotNull: Bool = false,
        hasDefault: Bool = false, identity: Identity = .no, isGenerated: Bool = false, sequence: String? = nil,
        isReadable: Bool = true, equality: String? = "=", isChecked: Bool = false, isPartitioning: Bool = false,
        enumLabels: [String] = [],
        defaultExpression: String? = nil
    ) {
        self.name = name
        self.type = type
        self.baseType = baseType
        self.typeKind = typeKind
        self.isNotNull = isNotNull
        self.hasDefault = hasDefault
        self.identity = identity
        self.isGenerated = isGenerated
        self.sequence = sequence
        self.isReadable = isReadable
        self.equality = equality
        self.isChecked = isChecked
        self.isPartitioning = isPartitioning
        self.enumLabels = enumLabels
        self.defaultExpression = defaultExpression
    }

    /// Whether an INSERT may leave the column out.
    package var mayBeOmitted: Bool { !isNotNull || hasDefault || identity != .no || isGenerated }

    /// SQL of the value that an INSERT which leaves the column out would give it, another for each row; nil where that is
    /// NULL or computed.
    package var nextValue: String? {
        guard identity != .no else { return defaultExpression }
        return sequence.map { "pg_catalog.nextval('\($0.replacing("'", with: "''"))'::pg_catalog.regclass)" }
    }
}
