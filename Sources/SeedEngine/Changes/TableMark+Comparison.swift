extension TableMark {
    /// Whether transactions tell what changed from this mark to `now`; the targets are where either was taken.
    func isComparable(
        with now: TableMark?, _ target: SnapshotManifest.Target, _ targetNow: SnapshotManifest.Target,
        _ position: TransactionHorizon
    ) -> Bool {
        guard let now else { return false }
        return relation == now.relation && layout == now.layout && target.sharesTransactions(with: targetNow)
            && position.reaches(horizon)
    }
}
