import Postgres
import SeedModel

/// A sequence that is moved past the ids a column has.
struct SequenceMove {
    let side: Projection.Side
    let column: String
    /// Quoted for SQL.
    let sequence: String

    var table: TableName { side.table.name }

    /// Returns no row where the sequence is past them already.
    var statement: SQL {
        """
        SELECT pg_catalog.setval(\(sequence)::pg_catalog.regclass, m.id, true)
        FROM (SELECT pg_catalog.max(\(ident: column))::pg_catalog.int8 AS id FROM \(side.from)) m, \(raw: sequence) s
        WHERE m.id > s.last_value OR (m.id = s.last_value AND NOT s.is_called)
        """
    }
}
