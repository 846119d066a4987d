import Postgres

/// Where the snapshot of a transaction stands among all transactions of its server.
struct TransactionHorizon {
    /// Every transaction before it is over (`pg_snapshot_xmin`).
    let oldest: UInt64
    /// No transaction from it on has begun (`pg_snapshot_xmax`).
    let next: UInt64

    static func read(_ session: borrowing Session) throws(PostgresError) -> TransactionHorizon {
        let row =
            try session.rows(
                """
                SELECT pg_catalog.pg_snapshot_xmin(s), pg_catalog.pg_snapshot_xmax(s)
                FROM (SELECT pg_catalog.pg_current_snapshot() AS s) AS current
                """
            ).first ?? []
        guard row.count == 2, let oldest = row[0].flatMap({ UInt64($0) }), let next = row[1].flatMap({ UInt64($0) })
        else { throw PostgresError(.unexpectedReply, "the snapshot of the transaction has no bounds") }
        return TransactionHorizon(oldest: oldest, next: next)
    }

    /// Transactions that may begin between this snapshot and the last row that is looked at, and many more.
    private static let margin: UInt64 = 1 << 20

    /// Whether 32 bits of a row's transaction tell if it came before or after `horizon`, counted from now or a little later.
    func reaches(_ horizon: UInt64) -> Bool { horizon <= next && next - horizon < (1 << 31) - Self.margin }

    /// True for the rows that were written by a transaction which was not over at `horizon`, and maybe for others.
    ///
    /// A row that is visible now and was not then was written by a transaction that was running, and so is not older
    /// than the oldest running one, or had not begun; a subtransaction's id is later than its parent's. `age` counts
    /// modulo 2^32, and is negative for what is newer than the statement. The lower bound holds for all: of a range the
    /// planner expects few rows, of an inequality a third of the table, which it would fetch in the order of an index.
    static func isSince(_ horizon: UInt64, _ alias: SQL) -> SQL {
        let age: SQL = "pg_catalog.age('\(raw: "\(horizon & 0xffff_ffff)")'::pg_catalog.xid)"
        return "(pg_catalog.age(\(alias).xmin) BETWEEN '-2147483648'::pg_catalog.int4 AND \(age))"
    }
}
