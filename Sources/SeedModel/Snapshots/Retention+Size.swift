extension Retention {
    /// Removes more, the oldest first and whatever its group, until the store and another snapshot like the newest fit.
    ///
    /// The last ones of each group stay, also where that is not enough.
    func shrink(
        _ decisions: inout [RetentionDecision], of snapshots: [StoredSnapshot], _ groups: [[Dated]],
        to limit: SizeLimit
    ) {
        var inventory = StoreInventory(snapshots.map(\.files) + [limit.otherFiles])
        for (index, decision) in decisions.enumerated() where !decision.keeps {
            inventory.remove(snapshots[index].files)
        }
        let newest = Self.newestFirst(groups.flatMap(\.self)).first
        let headroom = newest.map { snapshots[$0.index].files.reduce(0) { $0 + $1.bytes } } ?? 0
        let spare = groups.flatMap { Self.newestFirst($0).dropFirst(max(last, 1)) }
        for dated in Self.newestFirst(spare).reversed() where decisions[dated.index].keeps {
            guard inventory.bytes + headroom > limit.bytes else { return }
            inventory.remove(snapshots[dated.index].files)
            decisions[dated.index] = .remove(.maxSize)
        }
    }
}
