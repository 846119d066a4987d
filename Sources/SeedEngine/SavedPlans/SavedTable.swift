import Crypto
import Postgres
import SeedModel

/// The changes of one table as a file keeps them; the rows are records beside it.
struct SavedTable: Sendable, Codable {
    var source: TableName
    var target: TableName
    /// SHA-256 of how its rows were compared and are to be written (`Projection.fingerprint`).
    var projection: String
    var counts: ChangeCounts
    var sourceRows: Int
    var targetRows: Int
    var guardRows: Int?
    var notes: [String]
    var policy: TableRule.ConflictPolicy
    var edits: EditCount
    var watermark: PendingWatermark?
    var base: SavedBase?
    var keyCount: Int

    /// What of `PlannedBase` is no list of rows.
    struct SavedBase: Sendable, Codable {
        var isKept: Bool
        var coverage: KnownBase.Coverage?
        var retyped: [String]
        var isStale: Bool
        var snapshot: String
    }

    /// Records of each list that follows, in the order of `SavedRows`.
    var records: [Int]
}

extension SavedTable {
    /// Nil for a plan whose rows are not in it.
    init?(_ table: TablePlan) {
        guard let projection = table.projection, !table.isWholeCopy else { return nil }
        source = table.source
        target = table.target
        self.projection = projection.fingerprint
        counts = table.counts
        sourceRows = table.sourceRows
        targetRows = table.targetRows
        guardRows = table.guardRows
        notes = table.notes
        policy = table.policy
        edits = table.edits
        watermark = table.watermark
        base = table.base.map {
            SavedBase(
                isKept: $0.isKept, coverage: $0.coverage, retyped: $0.retyped, isStale: $0.isStale,
                snapshot: $0.snapshot)
        }
        keyCount = table.changes.keyCount
        records = SavedTable.lists(of: table).map(\.count)
    }

    /// The lists of rows that are saved beside a table: its changes, and what its base says of keys.
    static func lists(of table: TablePlan) -> [Spool] {
        [table.changes.spool, table.base?.gone ?? .empty, table.base?.left ?? .empty]
    }

    /// The table's plan as it was, on a projection that was made anew.
    func plan(on projection: Projection, _ lists: [Spool]) -> TablePlan {
        var plan = TablePlan(
            projection, counts: counts, sourceRows: sourceRows, targetRows: targetRows,
            changes: ChangeLog(spool: lists[0], keyCount: keyCount))
        plan.guardRows = guardRows
        plan.notes = notes
        plan.policy = policy
        plan.edits = edits
        plan.watermark = watermark
        plan.base = base.map {
            PlannedBase(
                isKept: $0.isKept, gone: lists[1], left: lists[2], coverage: $0.coverage, retyped: $0.retyped,
                isStale: $0.isStale, snapshot: $0.snapshot)
        }
        return plan
    }
}

extension Projection {
    /// SHA-256 of all that decides which rows of the target the changes are of, what of them is compared and what is written.
    var fingerprint: String {
        var parts = ["\(source.table.name)", "\(target.table.name)", mode.rawValue, triggers.rawValue, "\(keyCount)"]
        parts += target.filters + ["columns"]
        for column in columns {
            parts += [column.name, column.type, column.assignment ?? "", column.isCompared ? "compared" : "kept"]
            parts += column.heldIn
        }
        parts += ["numbered"] + numbered.map(\.name) + ["digest", rowDigest(seed: 0, target.value).inlined]
        return SHA256.digest(of: parts.map { "\($0.utf8.count):\($0)" }.joined()).description
    }
}
