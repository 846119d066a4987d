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
                do {
                    _ = try session.rows(
                        """
                        SELECT pg_catalog.setval(\(sequence)::pg_catalog.regclass, m.id, true)
                        FROM (SELECT pg_catalog.max(\(ident: column.name))::pg_catalog.int8 AS id FROM \(side.from)) m,
                            \(raw: sequence) s
                        WHERE m.id > s.last_value OR (m.id = s.last_value AND NOT s.is_called)
                        """)
                } catch let error where error.sqlState == "42501" {
                    throw SeedError(
                        .permission, "\(table.target)", "the sequence \(sequence) of \(column.name) can't be moved",
                        hint: "GRANT SELECT, UPDATE ON SEQUENCE \(sequence) TO the role seedd connects as")
                }
            }
        }
    }
}
