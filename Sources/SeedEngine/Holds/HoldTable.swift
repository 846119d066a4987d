import FoundationEssentials
import Postgres
import SeedModel

/// The table `seedd.hold` of a target: queries every reader of holds shares.
enum HoldTable {
    /// False where no rollback could have left a hold yet.
    ///
    /// - Throws: `permission` where it is there and may not be read: held rows would be promoted again.
    static func isThere(_ session: borrowing Session) throws -> Bool {
        let rows = try session.rows(
            """
            SELECT pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT'),
                pg_catalog.quote_ident(current_user)
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'seedd' AND c.relname = 'hold' AND c.relkind = 'r'
            """)
        guard let row = rows.first else { return false }
        guard row[0] == "t" else {
            let role = row[1] ?? "the role"
            throw SeedError(
                .permission, "table seedd.hold", "this role may not read it, so it can't be known which rows are held",
                hint: "GRANT USAGE ON SCHEMA seedd TO \(role); GRANT SELECT ON seedd.hold TO \(role)")
        }
        return true
    }

    /// Holds that stand, by job and rollback.
    static func standing(_ session: borrowing Session) throws -> [(job: String, run: String, rows: Int)] {
        guard try isThere(session) else { return [] }
        return try session.rows("SELECT job, run, pg_catalog.count(*) FROM seedd.hold GROUP BY job, run").map { row in
            (row[0] ?? "", row[1] ?? "", row[2].flatMap { Int($0) } ?? 0)
        }
    }

    /// The holds of these rows.
    static func condition(job: String, table: TableName, keys: [String]) -> SQL {
        """
        job = \(job) AND table_schema = \(table.schema) AND table_name = \(table.name)
            AND key_digest = ANY (\(SQL.arrayLiteral(keys))::pg_catalog.text[])
        """
    }

    /// An array as `to_json` writes it.
    static func array(_ json: String?) throws -> [String?] {
        try JSONDecoder().decode([String?].self, from: Data((json ?? "[]").utf8))
    }
}
