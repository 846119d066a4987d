/// How far a tracked table has been read at its source: what seedd.watermark holds of one table of a job.
struct Watermark: Sendable, Equatable, Codable {
    /// SHA-256 of all that decides what of the source belongs at the target (`TrackingDefinition`).
    var definition: String
    /// The server and table whose transactions `horizon` counts (`SourceHistory`).
    var source: String
    /// `pg_snapshot_xmin` of the snapshot that was read: every transaction before it was over, 64 bits.
    var horizon: UInt64
    /// `pg_snapshot_xmax` of the last snapshot that was read, which may be newer: nothing from it on was seen.
    var seen: UInt64
    /// No transaction that had not been seen may carry a stamp before this, if stamps are taken when a transaction
    /// starts: a `timestamptz` as the source prints it. Nil where that could not be told.
    var stampMark: String?
    /// Changes seen since the last full compare by request whose stamp lay before the mark, or was NULL.
    var lateStamps: Int
}

/// A watermark as it is stored.
struct StoredWatermark: Sendable, Codable {
    let watermark: Watermark
    /// The transaction that stored it; another one for every time it is stored.
    let token: String
    /// Milliseconds since the last full compare, by the target's clock.
    let unreconciled: Int
}

/// A watermark that is stored if what was read becomes what the target has.
struct PendingWatermark: Sendable, Codable {
    var watermark: Watermark
    /// The stored one that the plan went by; nil where there was none.
    let replaced: StoredWatermark?
    /// The table was compared in full.
    var isReconciled: Bool
    /// `pg_snapshot_xmin` of the target when the plan was made: rollbacks from there on are not in the plan.
    let targetHorizon: UInt64
    /// Rows were read that the next run would read again.
    var hasRead = false

    /// Transactions by which a mark may fall behind before it is stored although nothing was read.
    private static let patience: UInt64 = 1 << 20

    /// Whether a run that has nothing else to write stores it.
    var isWorthStoring: Bool {
        guard let old = replaced?.watermark else { return true }
        var moved = watermark
        moved.horizon = old.horizon
        moved.seen = old.seen
        moved.stampMark = old.stampMark
        return isReconciled || hasRead || moved != old || watermark.horizon > old.horizon + Self.patience
    }
}
