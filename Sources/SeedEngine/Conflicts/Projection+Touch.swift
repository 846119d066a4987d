import SeedModel

extension Projection {
    /// What becomes of a row under `merge` where a time is the only column in the way and the target has a trigger that may
    /// set it: two edits always have two such times, and they say nothing against a merge.
    func withoutTouch(_ ways: ThreeWay<ArraySlice<UInt8>>, _ decision: ConflictDecision) -> ConflictDecision {
        guard case .conflict(let conflicting) = decision, let column = conflicting.first, conflicting.count == 1,
            ways.base != nil, ways.source != nil, ways.target != nil,
            ["timestamp", "timestamptz"].contains(columns[column].baseType),
            target.table.triggers.contains(where: { $0.event.hasPrefix("BEFORE") && $0.event.contains("UPDATE") })
        else { return decision }
        return ways.decision(.merge, stamp: column)
    }
}
