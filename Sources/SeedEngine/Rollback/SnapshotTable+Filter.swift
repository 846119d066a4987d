import Postgres
import SeedModel

extension SnapshotTable {
    /// The rollback's own snapshot is of the rows inside the filter, which may name what is gone. And a filter is SQL from a
    /// file: by the protocol of a single statement it is a condition here, before it becomes a part of others.
    ///
    /// - Throws: `refused`; nothing more can be asked in this transaction.
    func requireFilter(_ session: borrowing Session) throws {
        guard saved.filter != nil else { return }
        do throws(PostgresError) {
            _ = try session.rows("SELECT FROM \(projection.target.from)\(projection.target.whereClause) LIMIT 0")
        } catch {
            guard error.kind == .server, error.sqlStateClass == "42" else { throw error }
            throw SeedError(
                .refused, "\(saved.table)",
                "the filter that the snapshot was taken with does not fit the table any more",
                hint: ConversionFailures.hint, serverText: error.debugDescription)
        }
    }
}
