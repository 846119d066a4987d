import Postgres

/// The transactions of a job's recorded runs: they tell which rows a run wrote.
struct RunTransactions {
    let syncs: [String]
    let rollbacks: [String]

    static let none = RunTransactions(syncs: [], rollbacks: [])

    /// None where seedd has never written.
    static func read(job: String, _ session: borrowing Session) throws(PostgresError) -> RunTransactions {
        guard try RunHistory.isReadable(session) else { return none }
        let rows = try session.rows(
            "SELECT kind, \(RunHistory.xmin) FROM seedd.run WHERE job = \(job) ORDER BY finished_at, id")
        func transactions(_ kind: RunRecord.Kind) -> [String] {
            rows.compactMap { $0[0] == kind.rawValue ? $0[1] : nil }
        }
        return RunTransactions(syncs: transactions(.sync), rollbacks: transactions(.rollback))
    }

    /// A column of one letter: who wrote the row of `alias` last. See `Provenance`.
    func provenance(_ alias: SQL) -> SQL {
        func isWritten(_ transactions: [String]) -> SQL {
            "\(alias).xmin::pg_catalog.text = ANY (\(SQL.arrayLiteral(transactions))::pg_catalog.text[])"
        }
        return "CASE WHEN \(isWritten(syncs)) THEN 's' WHEN \(isWritten(rollbacks)) THEN 'r' ELSE 'o' END"
    }
}
