import Postgres
import SeedModel

/// When the runs of a job ended, by transaction: they tell since when a row is not as the last run left it.
struct RunPositions {
    struct Run {
        let transaction: UInt64
        let finishedAt: String
        var isOfJob = true
    }

    /// In the order of their transactions.
    private let runs: [Run]
    /// By number of a run when the newest run of the job up to it ended.
    private let ends: [String?]
    /// No row that is seen was written by a later transaction.
    private let next: UInt64

    init(runs: [Run], next: UInt64) {
        self.runs = runs
        self.next = next
        var end: String?
        ends = runs.map { run in
            if run.isOfJob { end = run.finishedAt }
            return end
        }
    }

    static func read(job: String, _ session: borrowing Session) throws(PostgresError) -> RunPositions {
        guard try RunHistory.isReadable(session) else { return RunPositions(runs: [], next: 0) }
        let rows = try session.rows(
            """
            SELECT xid, \(raw: BaseRows.iso("finished_at")), job = \(job) FROM seedd.run
            WHERE xid >= (SELECT xid FROM seedd.run WHERE job = \(job) ORDER BY xid LIMIT 1) ORDER BY xid
            """)
        let runs = rows.compactMap { row in
            row[0].flatMap { UInt64($0) }.map {
                Run(transaction: $0, finishedAt: row[1] ?? "", isOfJob: row[2] == "t")
            }
        }
        return RunPositions(runs: runs, next: try TransactionHorizon.read(session).next)
    }

    var isEmpty: Bool { ends.last.flatMap(\.self) == nil }

    /// The end of the last run of the job before somebody wrote the row; nil where no run came before it, or a run of
    /// whichever job wrote it. `xmin` has the lower 32 bits of a transaction, the rest is told by what is near.
    func isEdited(xmin: UInt32) -> String? {
        // Below are the ids of rows that are older than all.
        guard xmin >= 3, let first = runs.first else { return nil }
        let age = UInt64((UInt32(truncatingIfNeeded: next) &- xmin))
        guard age < 1 << 31, age <= next else { return nil }
        let transaction = next - age
        guard transaction > first.transaction else { return nil }
        var (low, high) = (0, runs.count)
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].transaction < transaction { low = middle + 1 } else { high = middle }
        }
        guard low == runs.count || runs[low].transaction != transaction else { return nil }
        return ends[low - 1]
    }
}
