import Postgres
import SeedModel

/// Moves sequences past ids that were inserted, so that the target's own next insert does not meet them.
enum Sequences {
    /// Last of all before COMMIT: `setval` survives a ROLLBACK. Sequences are moved up only.
    static func advance(_ tables: [TablePlan], _ session: borrowing Session) throws {
        for move in tables.flatMap(moves) {
            do throws(PostgresError) {
                try session.execute(move.statement)
            } catch {
                guard error.sqlState == "42501" else { throw SeedError(error, subject: "\(move.table)") }
                throw SeedError(
                    .permission, "\(move.table)", "the sequence \(move.sequence) of \(move.column) can't be moved",
                    hint: "GRANT SELECT, UPDATE ON SEQUENCE \(move.sequence) TO the role seedd connects as")
            }
        }
    }

    /// The sequences of columns that inserted rows have values in.
    static func moves(_ table: TablePlan) -> [SequenceMove] {
        guard table.counts.insert > 0, let side = table.projection?.target else { return [] }
        return side.table.columns.filter { table.columns.contains($0.name) }.compactMap { column in
            column.sequence.map { SequenceMove(side: side, column: column.name, sequence: $0) }
        }
    }
}
