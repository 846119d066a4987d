import Postgres
import SeedModel

/// Moves sequences past ids that were inserted, so that the target's own next insert does not meet them.
enum Sequences {
    /// Last of all before COMMIT: `setval` survives a ROLLBACK. Sequences are moved up only.
    static func advance(_ tables: [TablePlan], _ session: borrowing Session) throws {
        for table in tables where table.counts.insert > 0 {
            guard let side = table.projection?.target else { continue }
            for column in side.table.columns where table.columns.contains(column.name) {
                guard let sequence = column.sequence else { continue }
                try advance(sequence, past: column.name, of: side, session)
            }
        }
    }

    private static func advance(
        _ sequence: String, past column: String, of side: Projection.Side, _ session: borrowing Session
    ) throws(SeedError) {
        let statement: SQL = """
            SELECT pg_catalog.setval(\(sequence)::pg_catalog.regclass, m.id, true)
            FROM (SELECT pg_catalog.max(\(ident: column))::pg_catalog.int8 AS id FROM \(side.from)) m, \(raw: sequence) s
            WHERE m.id > s.last_value OR (m.id = s.last_value AND NOT s.is_called)
            """
        do throws(PostgresError) {
            try session.execute(statement)
        } catch {
            guard error.sqlState == "42501" else { throw SeedError(error, subject: "\(side.table.name)") }
            throw SeedError(
                .permission, "\(side.table.name)", "the sequence \(sequence) of \(column) can't be moved",
                hint: "GRANT SELECT, UPDATE ON SEQUENCE \(sequence) TO the role seedd connects as")
        }
    }
}
