import Postgres
import SeedModel

extension Plan {
    /// A constraint that fails may miss just the rows that were left out: a child whose parent is held, a value that a
    /// row in conflict would have given up.
    func explainingHolds(_ error: any Error) -> any Error {
        let left = counts.conflict + tables.reduce(0) { $0 + $1.edits.kept }
        guard counts.held + left > 0, sqlState(of: error).hasPrefix("23"),
            var explained = error as? SeedError
                ?? (error as? PostgresError).map({ SeedError($0, subject: "job \(job)") })
        else { return error }
        let rows = (counts.held + left).counted("row")
        let what = left == 0 ? "held" : counts.held == 0 ? "left as edited in \(to)" : "held or left as edited in \(to)"
        let verb = counts.held + left == 1 ? "is" : "are"
        let ways = counts.held > 0 ? "`seedd plan \(job)`, `seedd release \(job) --to \(to)`" : "`seedd plan \(job)`"
        explained.hint = "\(rows) \(verb) \(what), which others may need: see \(ways)"
        return explained
    }
}
