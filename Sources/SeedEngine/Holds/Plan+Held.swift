import Postgres
import SeedModel

extension Plan {
    /// A constraint that fails may miss just the rows that were left out: a child whose parent is held, a value that a
    /// held row would have given up.
    func explainingHolds(_ error: any Error) -> any Error {
        guard counts.held > 0, sqlState(of: error).hasPrefix("23"),
            var explained = error as? SeedError
                ?? (error as? PostgresError).map({ SeedError($0, subject: "job \(job)") })
        else { return error }
        let verb = counts.held == 1 ? "is held and was" : "are held and were"
        explained.hint =
            "\(counts.held.counted("row")) \(verb) left out, which others may need: see `seedd plan \(job)`, "
            + "`seedd release \(job)`"
        return explained
    }
}
