import Postgres
import SeedModel

/// A foreign key as the server would check it, for `ReplicaReferences`.
struct ReplicaConstraint {
    let key: CatalogForeignKey
    /// Whether its server checks rows that reference, and rows that are referenced: not where it is disabled or not
    /// enforced.
    let checksChildren: Bool
    let checksParents: Bool
    /// Rows of inheriting tables are no parents and no children; those of partitions are.
    private let parentOnly: SQL
    private let childOnly: SQL
    /// The same as conditions, where nobody has asked yet what kind of tables they are.
    private var isOwnParent: SQL = ""
    private var isOwnChild: SQL = ""

    /// One row: whether the child's table is partitioned, the parent's, and what is checked.
    static func query(_ key: CatalogForeignKey) -> SQL {
        let checks = ["", "NOT "].map { side -> SQL in
            """
            f.oid IS NULL OR c.relkind = 'p' OR EXISTS (
                SELECT FROM pg_catalog.pg_trigger g JOIN pg_catalog.pg_proc r ON r.oid = g.tgfoid
                WHERE g.tgconstraint = f.oid AND g.tgenabled <> 'D'
                    AND \(raw: side)pg_catalog.starts_with(r.proname::pg_catalog.text, 'RI_FKey_check_'))
            """
        }
        return """
            SELECT c.relkind = 'p', p.relkind = 'p', \(checks)
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_class p ON p.oid = \(key.parent.quoted)::pg_catalog.regclass
            LEFT JOIN pg_catalog.pg_constraint f
                ON f.contype = 'f' AND f.conname = \(key.name) AND f.conrelid = c.oid AND f.confrelid = p.oid
            WHERE c.oid = \(key.child.quoted)::pg_catalog.regclass
            """
    }

    static func read(_ key: CatalogForeignKey, _ session: borrowing Session) throws(PostgresError) -> ReplicaConstraint
    {
        let row = try session.rows(query(key)).first ?? [nil, nil, nil, nil]
        return ReplicaConstraint(
            key: key, checksChildren: row[2] != "f", checksParents: row[3] != "f",
            parentOnly: row[1] == "t" ? "" : "ONLY ", childOnly: row[0] == "t" ? "" : "ONLY ")
    }

    /// The same for statements that are written down: they find out themselves what `read` would tell.
    static func unread(_ key: CatalogForeignKey) -> ReplicaConstraint {
        ReplicaConstraint(
            key: key, checksChildren: true, checksParents: true, parentOnly: "", childOnly: "",
            isOwnParent: isOwn("seedd_p", key.parent), isOwnChild: isOwn("seedd_c", key.child))
    }

    private static func isOwn(_ row: SQL, _ table: TableName) -> SQL {
        """
         AND (\(row).tableoid = \(table.quoted)::pg_catalog.regclass
            OR (SELECT relkind = 'p' FROM pg_catalog.pg_class WHERE oid = \(table.quoted)::pg_catalog.regclass))
        """
    }

    /// A condition: that rows which reference are checked, or those which are referenced.
    static func isChecked(_ key: CatalogForeignKey, children: Bool) -> SQL {
        """
        coalesce((SELECT \(raw: children ? "children" : "parents")
            FROM (\(query(key))) AS seedd_f (child, parent, children, parents)), true)
        """
    }

    /// FROM and WHERE of the rows of a relation that reference nothing.
    func orphans(among relation: SQL, _ alias: SQL) -> SQL {
        let isNull = key.childColumns.map { "\(alias).\(ident: $0) IS NULL" as SQL }
        let isNone: SQL = .joined(isNull, separator: key.matchesFull ? " AND " : " OR ")
        return "FROM \(relation) WHERE NOT (\(isNone)) AND \(hasNoParent(alias))"
    }

    /// FROM and WHERE of the rows that reference values of `gone`, in columns `p1…`, and no row any more.
    func orphans(referencing gone: SQL) -> SQL {
        let child: SQL = "seedd_c"
        let references = zip(zip(key.childColumns, 1...), key.equality).map { column, equals -> SQL in
            "seedd_g.\(raw: "p\(column.1)") \(raw: equals) \(child).\(ident: column.0)"
        }
        return """
            FROM \(gone) AS seedd_g
            JOIN \(childOnly)\(ident: key.child.schema).\(ident: key.child.name) AS \(child)
                ON \(references, separator: " AND ")
            WHERE \(hasNoParent(child))\(isOwnChild)
            """
    }

    private func hasNoParent(_ child: SQL) -> SQL {
        let same = zip(zip(key.parentColumns, key.childColumns), key.equality).map { columns, equals -> SQL in
            "seedd_p.\(ident: columns.0) \(raw: equals) \(child).\(ident: columns.1)"
        }
        return """
            NOT EXISTS (SELECT FROM \(parentOnly)\(ident: key.parent.schema).\(ident: key.parent.name) AS seedd_p
                WHERE \(same, separator: " AND ")\(isOwnParent))
            """
    }
}
