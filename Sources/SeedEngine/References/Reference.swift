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
        /// An index sees to it that one row has a match key at most.
        var hasUniqueKey: Bool
        /// No row is without its match key.
        var keyIsNotNull: Bool
        /// The referenced table's `where:`.
        var filter: String?
        /// What the filter may call the table.
        var filterAlias: SQL
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
    /// The match key of the referenced table; without the reference itself where `isPath`.
    let key: [ProjectedColumn]
    /// A tree whose match key contains the reference to the row above: a row is told by the way from the root to it.
    let isPath: Bool
    /// How many references deep the key reaches; 1 where it is made of plain columns.
    let depth: Int

    init(
        constraint: String, child: TableName, source: Side, target: Side, held: [Held], key: [ProjectedColumn],
        isPath: Bool
    ) {
        self.constraint = constraint
        self.child = child
        self.source = source
        self.target = target
        self.held = held
        self.key = key
        self.isPath = isPath
        depth = 1 + (key.compactMap { $0.reference?.depth }.max() ?? 0)
    }

    /// The referenced row's columns that say which it is, in words: `authors.code`.
    var description: String {
        let names = key.map(\.name)
        return names.count == 1 ? "\(target.parent).\(names[0])" : "\(target.parent) (\(names.joined(separator: ", ")))"
    }

    /// Rows reference rows of their own table.
    var leadsToItself: Bool { child == target.parent }

    /// Whether a row may reference none.
    var isNullable: Bool { held.contains { !$0.column.isNotNull } || !target.isEnforced }
}

extension Reference {
    /// One value: the key's column, or all of them as an array of text; of a path those of every row on the way.
    private var isArray: Bool { key.count > 1 || isPath }
    var type: String { isArray ? "text[]" : key[0].type }
    var baseType: String { isArray ? "_text" : key[0].baseType }
    var hasCustomText: Bool { !isArray && key[0].hasCustomText }
    var equality: String? { isArray ? "=" : key[0].equality }

    /// The match key of the row that a row of the child references; NULL where it references none.
    func value(_ child: SQL, atSource: Bool) -> SQL {
        let side = atSource ? source : target
        let parent = SQL(raw: "seedd_r\(depth)")
        let keys = key.map { atSource ? $0.sourceValue(parent) : $0.value(parent) }
        let value: SQL =
            isArray ? "ARRAY[\(zip(key, keys).map { $0.text($1) })]::pg_catalog.text[]" : keys[0]
        guard !isPath else { return path(child, parent, value, side) }
        let told = isTold(parent, atSource: atSource).map { " AND \($0)" as SQL } ?? ""
        return "(SELECT \(value) FROM \(side.from(parent)) WHERE \(side.join(parent, child))\(told))"
    }

    /// Whether the key says which row is meant: one that the job leaves alone is not meant by the key of one that it does
    /// not. Nil where it always does.
    private func isTold(_ row: SQL, atSource: Bool) -> SQL? {
        let side = atSource ? source : target
        guard !side.hasUniqueKey, let isInside = side.isInside(row) else { return nil }
        let twin = SQL(raw: "seedd_o\(depth)")
        let same = key.map { column -> SQL in
            atSource
                ? column.sameKey(column.sourceValue(twin), column.sourceValue(row))
                : column.sameKey(column.value(twin), column.value(row))
        }
        return """
            (\(isInside) OR NOT EXISTS (SELECT FROM \(side.from(twin))
                WHERE \(side.isInside(twin) ?? "true") AND \(same, separator: " AND ")))
            """
    }

    /// Whether NULL may stand for a row that is there: one without a key, on no way from a root, or not told by its key.
    func mayHide(atSource: Bool) -> Bool {
        let side = atSource ? source : target
        return isPath || !isArray && !side.keyIsNotNull || atSource && side.filter != nil && !side.hasUniqueKey
    }

    /// The part of a value that is a column of the key, as that column's type.
    func element(_ index: Int, of value: SQL) -> SQL {
        guard isArray else { return value }
        let number: SQL = isPath ? "pg_catalog.cardinality(\(value)) - \(key.count - index - 1)" : "\(index + 1)"
        return "(\(value))[\(number)]::\(raw: key[index].type)"
    }
}

extension Reference {
    /// Upwards from the row that is referenced; NULL where that leads to no root.
    private func path(_ child: SQL, _ parent: SQL, _ value: SQL, _ side: Side) -> SQL {
        let way = SQL(raw: "seedd_w\(depth)")
        let ids = side.pairs.indices.map { SQL(raw: "seedd_i\($0)") }
        let up = side.pairs.indices.map { SQL(raw: "seedd_u\($0)") }
        let row = side.pairs.map { "\(parent).\(ident: $0.parent), \(parent).\(ident: $0.child)" as SQL }
        let join = zip(side.pairs, up).map { pair, up in
            "\(parent).\(ident: pair.parent) \(raw: pair.equality) \(way).\(up)" as SQL
        }
        let isHeld = Set(held.map(\.column.name))
        let isRoot = zip(side.pairs, up).filter { isHeld.contains($0.0.child) }.map { "\($0.1) IS NULL" as SQL }
        return """
            (WITH RECURSIVE \(way) (\(zip(ids, up).map { "\($0), \($1)" as SQL }), seedd_path) AS (
            SELECT \(row), \(value) FROM \(side.from(parent)) WHERE \(side.join(parent, child))
            UNION ALL
            SELECT \(row), \(value) || \(way).seedd_path FROM \(way) JOIN \(side.from(parent)) ON \(join, separator: " AND ")
            ) CYCLE \(ids) SET seedd_c USING seedd_v SELECT seedd_path FROM \(way) WHERE \(isRoot, separator: " AND "))
            """
    }

    /// Of a path: the way to the row above the referenced one; NULL where that is a root.
    func pathAbove(_ value: SQL) -> SQL {
        "nullif((\(value))[1:pg_catalog.cardinality(\(value)) - \(key.count)], '{}')"
    }
}

extension Reference.Side {
    func from(_ alias: SQL) -> SQL {
        "\(raw: isPlainTable ? "ONLY " : "")\(ident: parent.schema).\(ident: parent.name) AS \(alias)"
    }

    /// The row is one of those that the job promotes; nil where all are.
    func isInside(_ row: SQL) -> SQL? {
        filter.map { "EXISTS (SELECT FROM (SELECT \(row).*) AS \(filterAlias) WHERE (\n\(raw: $0)\n))" }
    }

    func join(_ parent: SQL, _ child: SQL) -> SQL {
        .joined(
            pairs.map { "\(parent).\(ident: $0.parent) \(raw: $0.equality) \(child).\(ident: $0.child)" },
            separator: " AND ")
    }
}
