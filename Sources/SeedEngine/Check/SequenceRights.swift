import Postgres
import SeedModel

/// Rights on the sequences that number a target's rows: to move them past ids that are copied, to draw those that are not.
struct SequenceRights {
    private struct Need {
        var table: CatalogTable
        var sequence: String
        /// Ids come from the source, and the sequence is moved past them; else an insert draws from it.
        var isCopied: Bool

        func finding(in environment: String) -> Finding {
            let rights = isCopied ? "SELECT, UPDATE" : "USAGE"
            let problem = isCopied ? "can't be moved past inserted ids" : "can't be drawn from by an insert"
            return Finding(
                .privilege, .error, "\(table.name)", "the sequence \(sequence) \(problem) in \(environment)",
                remedy: table.privileges.grant(rights, on: "SEQUENCE \(sequence)"))
        }
    }

    static func findings(
        _ projections: [Projection], in environment: String, _ session: borrowing Session
    ) throws(PostgresError) -> [Finding] {
        let needs = projections.flatMap(needs)
        guard !needs.isEmpty else { return [] }
        // By name in pg_class: a cast to regclass fails where the role may not look into the schema.
        let rows = try session.rows(
            """
            SELECT s.name, pg_catalog.has_sequence_privilege(s.oid, 'SELECT')
                    AND pg_catalog.has_sequence_privilege(s.oid, 'UPDATE'),
                pg_catalog.has_sequence_privilege(s.oid, 'USAGE, UPDATE')
            FROM (SELECT pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) AS name, c.oid
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind = 'S') s
            WHERE s.name = ANY (\(SQL.arrayLiteral(needs.map(\.sequence)))::pg_catalog.text[])
            """)
        return needs.filter { need in
            rows.contains { $0[0] == need.sequence && $0[need.isCopied ? 1 : 2] == "f" }
        }.map { $0.finding(in: environment) }
    }

    private static func needs(_ projection: Projection) -> [Need] {
        let table = projection.target.table
        guard table.privileges.usage else { return [] }
        let copied = Set(projection.columnNames)
        return table.columns.compactMap { column in
            guard let sequence = column.sequence else { return nil }
            let isCopied = copied.contains(column.name)
            // Identity columns draw with the owner's rights, but for ids that are drawn before their rows are written.
            let isDrawn = projection.numbered.contains { $0.name == column.name }
            guard isCopied || isDrawn || column.identity == .no else { return nil }
            return Need(table: table, sequence: sequence, isCopied: isCopied)
        }
    }
}
