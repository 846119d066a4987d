import Postgres
import SeedModel

/// A foreign key that is compared and written as the match key of the row it references.
///
/// The ids that the columns hold are numbered by each environment: copied as they are, they would point at another row.
struct Reference: Sendable {
    /// How one of the two databases finds the referenced row.
    struct Side: Sendable {
        struct Pair: Sendable {
            var child: String
            var parent: String
            /// Operator, parent = child.
            var equality: String
        }

        var parent: TableName
        /// Rows of tables that inherit from it are not its own.
        var isPlainTable: Bool
        var pairs: [Pair]
        /// A constraint of the database sees to it that the referenced row is there.
        var isEnforced: Bool
        /// An index sees to it that there is one at most.
        var isUnique: Bool
    }

    /// A column of the child that is written, and not compared as it is.
    struct Held: Sendable {
        var column: CatalogColumn
        /// The column of the referenced row whose value it holds.
        var parent: String
    }

    let constraint: String
    let child: TableName
    let source: Side
    let target: Side
    /// Of the target; the child's other columns mean the same in both environments.
    let held: [Held]
    /// The match key of the referenced table.
    let key: [ProjectedColumn]
    /// An index of the target sees to it that one row has a key at most.
    let hasUniqueKey: Bool
    /// How many references deep the key reaches; 1 where it is made of plain columns.
    let depth: Int

    init(
        constraint: String, child: TableName, source: Side, target: Side, held: [Held], key: [ProjectedColumn],
        hasUniqueKey: Bool
    ) {
        self.constraint = constraint
        self.child = child
        self.source = source
        self.target = target
        self.held = held
        self.key = key
        self.hasUniqueKey = hasUniqueKey
        depth = 1 + (key.compactMap { $0.reference?.depth }.max() ?? 0)
    }

    /// The referenced row's columns that say which it is, in words: `authors.code`.
    var description: String {
        let names = key.map(\.name)
        return names.count == 1 ? "\(target.parent).\(names[0])" : "\(target.parent) (\(names.joined(separator: ", ")))"
    }

    /// Whether a row may reference none.
    var isNullable: Bool { held.contains { !$0.column.isNotNull } || !target.isEnforced }
}

extension Reference {
    /// One value: the key's column, or all of them as an array of text.
    var type: String { key.count == 1 ? key[0].type : "text[]" }
    var baseType: String { key.count == 1 ? key[0].baseType : "_text" }
    var equality: String? { key.count == 1 ? key[0].equality : "=" }

    /// The match key of the row that a row of the child references; NULL where it references none.
    func value(_ child: SQL, atSource: Bool) -> SQL {
        let side = atSource ? source : target
        let parent = SQL(raw: "seedd_r\(depth)")
        let keys = key.map { atSource ? $0.sourceValue(parent) : $0.value(parent) }
        let value: SQL =
            key.count == 1 ? keys[0] : "ARRAY[\(zip(key, keys).map { $0.text($1) })]::pg_catalog.text[]"
        return "(SELECT \(value) FROM \(side.from(parent)) WHERE \(side.join(parent, child)))"
    }

    /// The part of a value that is a column of the key, as that column's type.
    func element(_ index: Int, of value: SQL) -> SQL {
        key.count == 1 ? value : "(\(value))[\(index + 1)]::\(raw: key[index].type)"
    }
}

extension Reference.Side {
    func from(_ alias: SQL) -> SQL {
        "\(raw: isPlainTable ? "ONLY " : "")\(ident: parent.schema).\(ident: parent.name) AS \(alias)"
    }

    func join(_ parent: SQL, _ child: SQL) -> SQL {
        .joined(
            pairs.map { "\(parent).\(ident: $0.parent) \(raw: $0.equality) \(child).\(ident: $0.child)" },
            separator: " AND ")
    }
}
