import Postgres
import SeedModel

/// A column of a projection: what it is called on the target and how either side computes it.
package struct ProjectedColumn: Sendable {
    let name: String
    /// `format_type`, equal on both sides.
    let type: String
    /// The base type's name in `pg_catalog`, below any domain.
    let baseType: String
    let isNullable: Bool
    /// `CatalogColumn.equality`, of the target.
    let equality: String?
    /// CHECK constraints have a say in its value, or it is GENERATED ALWAYS AS IDENTITY: not every value can be written.
    let isRestricted: Bool
    /// `CatalogColumn.hasCustomText`.
    let hasCustomText: Bool
    /// SQL evaluated at the source instead of the column (`set:`).
    private(set) var assignment: String?
    /// What the column stands for, where it is the match key of a referenced row: `name` is then the referencing column's.
    private(set) var reference: Reference?
    /// False for columns the job leaves to the target: a row that is put back gets its saved value, a row that is there
    /// keeps what it has.
    var isCompared = true

    init(column: CatalogColumn, assignment: String? = nil) {
        name = column.name
        type = column.type
        baseType = column.baseType
        isNullable = !column.isNotNull
        equality = column.equality
        isRestricted = column.isChecked || column.identity == .always
        hasCustomText = column.hasCustomText
        self.assignment = assignment
    }

    /// The match key of the row that is referenced, under a name of its own.
    init(_ reference: Reference, name: String) {
        self.name = name
        self.reference = reference
        type = reference.type
        baseType = reference.baseType
        equality = reference.equality
        isNullable = reference.isNullable
        isRestricted = false
        hasCustomText = reference.hasCustomText
    }

    /// Text under a name, of rows that are at hand.
    init(translated name: String) {
        self.name = name
        type = "text"
        baseType = "text"
        equality = "="
        isNullable = true
        isRestricted = false
        hasCustomText = false
    }

    /// Columns of the table that hold what is compared.
    var heldIn: [String] { reference?.held.map(\.column.name) ?? [name] }

    /// Each once, in order.
    static func heldIn(_ columns: ArraySlice<ProjectedColumn>) -> [String] {
        columns.flatMap(\.heldIn).reduce(into: []) { names, name in if !names.contains(name) { names.append(name) } }
    }

    /// Types of which equal values have equal text, on every server. Others print the same value in several ways that
    /// compare, and so hash, equal (numeric scale, -0, interval spellings), hash an oid (enums), or have no hash at all
    /// (json, xml, point): those are hashed as text.
    private static let exactlyHashed: Set<String> = [
        "bool", "int2", "int4", "int8", "uuid", "date", "time", "timestamp", "timestamptz", "bytea",
    ]

    /// The column itself, wherever it is read.
    var withoutAssignment: ProjectedColumn {
        var column = self
        column.assignment = nil
        column.isCompared = true
        return column
    }

    var isInteger: Bool { ["int2", "int4", "int8"].contains(baseType) }

    /// Native order of these is the order of their text under `COLLATE "C"`, so an index may serve it.
    private var sortsAsText: Bool { baseType == "uuid" }

    var keyOrder: KeyCodec.Order { isInteger ? .integer : .text }

    /// The value at the source, where `set:` may replace it; `alias` is the table's.
    func sourceValue(_ alias: SQL) -> SQL {
        if let reference { return reference.value(alias, atSource: true) }
        return assignment.map { "(\(raw: $0))::\(raw: type)" } ?? value(alias)
    }

    /// The value at the target; `alias` is the table's.
    func value(_ alias: SQL) -> SQL { reference?.value(alias, atSource: false) ?? "\(alias).\(ident: name)" }

    /// What of a value goes into the row digest: one field of it, or two.
    ///
    /// The server's hash of eight bytes folds them to four first, whatever the seed: 1 and 2³² have the same. With the
    /// upper half beside it an integer is told from every other; times, of which no half is to be had, are hashed as bytes.
    func digested(_ value: SQL, throughUTF8: Bool) -> SQL {
        switch baseType {
        case "int8":
            let integer: SQL = "(\(value))::pg_catalog.int8"
            return "\(integer), \(integer) >> 32"
        case "time", "timestamp", "timestamptz": return "pg_catalog.\(raw: baseType)_send(\(value))"
        case _ where Self.exactlyHashed.contains(baseType): return "(\(value))::pg_catalog.\(raw: baseType)"
        default:
            return throughUTF8
                ? "pg_catalog.convert_to(\(text(value)), 'UTF8')" : "\(text(value)) COLLATE \"C\""
        }
    }

    /// The canonical text of a value. The cast of a `bpchar` would strip blanks that a column without length keeps, that of
    /// `xml` prints a declaration that COPY leaves out, and somebody's own cast may print anything.
    func text(_ value: SQL) -> SQL {
        switch baseType {
        case "bpchar": "pg_catalog.textin(pg_catalog.bpcharout(\(value)))"
        case "xml": "pg_catalog.textin(pg_catalog.xml_out(\(value)))"
        default: castText(value)
        }
    }

    /// The text of a value of a key, which in a `bpchar` has no blanks at its end.
    private func castText(_ value: SQL) -> SQL {
        hasCustomText
            // Of a composite value IS NOT NULL asks for its fields.
            ? "CASE WHEN (\(value)) IS DISTINCT FROM NULL THEN pg_catalog.format('%s', \(value)) END"
            : "(\(value))::pg_catalog.text"
    }

    /// The column of a match key as it is shipped: eight bytes or text.
    func shippedKey(_ value: SQL) -> SQL {
        isInteger ? "\(value)::pg_catalog.int8" : castText(value)
    }

    /// The ORDER BY term that gives `KeyCodec`'s order.
    ///
    /// `throughUTF8` says that the server's encoding does not sort its bytes like UTF-8.
    func orderTerm(_ value: SQL, throughUTF8: Bool) -> SQL {
        if isInteger || sortsAsText { return value }
        let text = castText(value)
        return throughUTF8 ? "pg_catalog.convert_to(\(text), 'UTF8')" : "\(text) COLLATE \"C\""
    }

    /// Whether `left` and `right`, both of this column, hold the same key value.
    ///
    /// The native operator finds the row by an index; the text makes it exact for types whose `=` is not.
    func sameKey(_ left: SQL, _ right: SQL) -> SQL {
        let exact: SQL =
            Self.exactlyHashed.contains(baseType) || equality == nil ? "" : " AND \(sameText(left, right))"
        let same: SQL = "\(equal(left, right))\(exact)"
        return isNullable ? "(\(same) OR (\(left) IS NULL AND \(right) IS NULL))" : same
    }

    /// What an index of the column takes for equal.
    func equal(_ left: SQL, _ right: SQL) -> SQL {
        equality.map { "\(left) \(raw: $0) \(right)" } ?? sameText(left, right)
    }

    /// IS DISTINCT FROM, which can't be told where a type of an extension has its operator.
    func distinct(_ left: SQL, _ right: SQL) -> SQL {
        equality == "="
            ? "\(left) IS DISTINCT FROM \(right)"
            : "\(castText(left)) IS DISTINCT FROM \(castText(right)) COLLATE \"C\""
    }

    private func sameText(_ left: SQL, _ right: SQL) -> SQL {
        "\(castText(left)) = \(castText(right)) COLLATE \"C\""
    }
}
