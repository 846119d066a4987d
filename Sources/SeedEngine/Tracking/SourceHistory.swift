import SeedModel

/// Whose transactions a watermark counts: a server that runs without interruption knows every one it ever reported.
///
/// A restart may follow a crash that lost commits, whose numbers are given out again; a failover, a recovery to a point
/// in time and a restored dump begin another history. A standby that goes on running replays one history, whatever
/// becomes of its primary.
enum SourceHistory {
    static func text(_ identity: DatabaseIdentity, relation: String) -> String {
        [
            identity.systemIdentifier ?? "", identity.timeline ?? "standby", identity.databaseOID, relation,
            identity.runningSince,
        ].joined(separator: " ")
    }
}
