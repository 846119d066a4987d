import Postgres
import SeedModel

/// How one tracked table is read, and what is stored of that for the next time.
struct TableReading: Sendable {
    /// A column whose stamps are compared with the time of transactions, and what the last run knew of both.
    struct WatchedColumn: Sendable {
        let name: String
        /// Nothing the last run had not seen should carry a stamp before this; nil is not known.
        var mark: String?
        /// Nothing from this transaction on had been seen.
        var seen: UInt64 = 0
    }

    let rule: TableRule
    /// Of the snapshot that is read.
    let horizon: UInt64
    var method: ReadingMethod
    /// The stored mark, where it is of the same source and definition.
    var previous: Watermark?
    /// Why a column that is trusted is not gone by; nil where it is, or is not trusted.
    var distrust: String?
    /// Nil where nothing may be stored: a selection of rows was read, or rows are held.
    var pending: PendingWatermark?
    var watched: WatchedColumn?

    /// All rows were compared: that is as far as the source can be read now.
    mutating func markReconciled() {
        pending?.isReconciled = true
        pending?.watermark.horizon = horizon
    }

    /// 1 for a row that was written since the last run and carries a stamp from before it, or none; else 0.
    func isLate(_ alias: SQL) -> SQL {
        guard let watched, let mark = watched.mark else { return "0" }
        let stamp: SQL = "\(alias).\(ident: watched.name)"
        return """
            (CASE WHEN \(TransactionHorizon.isSince(watched.seen, alias)) \
            AND (\(stamp) >= \(mark)::pg_catalog.timestamptz) IS NOT TRUE THEN 1 ELSE 0 END)
            """
    }
}
