import Postgres
import SeedModel

/// All that a snapshot holds of a table, as one digest: what a table that goes back whole must come to.
struct SavedContent: Sendable {
    /// Of the columns that were saved.
    let projection: Projection
    let rows: Int
    let digest: RowDigest

    /// Whether the table holds exactly that now. One row comes from the server.
    func matches(_ events: any EventSink, _ session: borrowing Session) throws -> Bool {
        let side = projection.target
        let progress = RowProgress(.verifying, side.table.name, of: rows, events)
        defer { progress.end() }
        let now = try TableDigest(
            session.rows("SELECT \(projection.digestSum(seed: digest.seed, side.value)) FROM \(side.from)"))
        return now.rows == rows && now.sum == digest.sum
    }
}
