import Postgres
import SeedModel

/// The recorded runs of a snapshot's job that took place after it was taken: what a rollback to it undoes.
struct UndoneRuns {
    private struct Run {
        let xid: UInt64
        /// As `xmin` prints it.
        let xmin: String
        let isSnapshots: Bool
        let isStartedSince: Bool
    }

    private let runs: [Run]

    static let none = UndoneRuns(runs: [])

    private init(runs: [Run]) { self.runs = runs }

    /// None where seedd has never written.
    static func read(of manifest: SnapshotManifest, _ session: borrowing Session) throws -> UndoneRuns {
        guard try RunHistory.isReadable(session) else { return none }
        let rows = try session.rows(
            """
            SELECT xid, \(RunHistory.xmin), id::pg_catalog.text = \(manifest.run ?? ""),
                started_at >= \("\(manifest.createdAt)")::pg_catalog.timestamptz
            FROM seedd.run WHERE job = \(manifest.job)
            """)
        return UndoneRuns(
            runs: try rows.map { row in
                guard let xid = row[0].flatMap({ UInt64($0) }), let xmin = row[1] else {
                    throw SeedError(.invariant, "table seedd.run", "has a run without a transaction")
                }
                return Run(xid: xid, xmin: xmin, isSnapshots: row[2] == "t", isStartedSince: row[3] == "t")
            })
    }

    /// The transaction of the run that the snapshot was taken for, as `xmin` prints it; nil where it is not recorded.
    var own: String? { runs.first(where: \.isSnapshots)?.xmin }

    /// Those of the run the snapshot was taken for and of all later ones; of a snapshot without one, those that were not
    /// over when the table was read. `horizon` is that of the table's mark.
    func transactions(since horizon: UInt64?) -> [String] {
        let first = runs.first(where: \.isSnapshots)?.xid ?? horizon
        return runs.filter { run in first.map { run.xid >= $0 } ?? run.isStartedSince }.map(\.xmin)
    }
}
