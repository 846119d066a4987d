import Postgres
import SeedModel

/// The right to move sequences past ids that are copied.
enum SequenceRights {
    static func findings(
        _ projections: [Projection], in environment: String, _ session: borrowing Session
    ) throws(PostgresError) -> [Finding] {
        let owned = projections.flatMap { projection in
            let table = projection.target.table
            return table.privileges.usage
                ? projection.columnNames.compactMap { name in
                    table.column(name)?.sequence.map { (table: table, sequence: $0) }
                } : []
        }
        guard !owned.isEmpty else { return [] }
        // By name in pg_class: a cast to regclass fails where the role may not look into the schema.
        let denied = try session.rows(
            """
            SELECT s.name FROM (
                SELECT pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) AS name, c.oid
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind = 'S') s
            WHERE s.name = ANY (\(SQL.arrayLiteral(owned.map(\.sequence)))::pg_catalog.text[])
                AND NOT (pg_catalog.has_sequence_privilege(s.oid, 'SELECT')
                    AND pg_catalog.has_sequence_privilege(s.oid, 'UPDATE'))
            """
        ).compactMap { $0[0] }
        return owned.filter { denied.contains($0.sequence) }.map { item in
            Finding(
                .privilege, .error, "\(item.table.name)",
                "the sequence \(item.sequence) can't be moved past inserted ids in \(environment)",
                remedy: item.table.privileges.grant("SELECT, UPDATE", on: "SEQUENCE \(item.sequence)"))
        }
    }
}
