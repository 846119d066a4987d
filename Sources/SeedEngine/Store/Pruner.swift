package import SeedModel

/// Removes the snapshots of a store that no rule keeps, and more where it grows beyond its limit.
package struct Pruner: Sendable {
    let store: SnapshotStore
    let policy: Retention

    package init(_ store: SnapshotStore, policy: Retention) {
        self.store = store
        self.policy = policy
    }

    /// What `prune` would do now. With `job` only that job's snapshots are decided on.
    package func plan(job: String? = nil) throws(SeedError) -> Pruning {
        guard let root = try store.openIfPresent() else { return Pruning() }
        return try PruningPlan(of: job, sparing: nil, in: root, self).pruning()
    }

    /// Decides and removes while no snapshot can be read; `.tryAgain` where one is being read now.
    ///
    /// Where older ones of a group go, the newest has been read to its last byte; one that is not what was written counts
    /// as damaged, and the next is the newest. `latest` stays in any case: it was taken last, whatever the clock said, and
    /// read then. A removal that fails ends it: the result says what was removed before, and its `failure` why it ended.
    package func prune(job: String? = nil, sparing latest: SnapshotID? = nil) throws(SeedError) -> Pruning {
        guard let root = try store.openIfPresent() else { return Pruning() }
        // Files are read while readers and runs may go on; once alone, only what is new since is read.
        var checked = CheckedSnapshots(latest)
        try check(job, sparing: latest, &checked, in: root)
        let lock = try store.lockAlone(root)
        defer { extendLifetime(lock) }
        let leftovers = store.removeAbandoned()
        // A run has told of them when it began.
        if latest == nil { store.warnOfLeftovers(leftovers) }
        return try remove(try settledPlan(job, sparing: latest, &checked, in: root), from: root)
    }

    private func check(
        _ job: String?, sparing latest: SnapshotID?, _ checked: inout CheckedSnapshots, in root: borrowing Directory
    ) throws(SeedError) {
        let lock = try root.openLock(SnapshotStore.lockName)
        try lock?.lockShared()
        defer { extendLifetime(lock) }
        _ = try settledPlan(job, sparing: latest, &checked, in: root)
    }

    /// Plans anew until all that the plan relies on has been read and is whole.
    private func settledPlan(
        _ job: String?, sparing latest: SnapshotID?, _ checked: inout CheckedSnapshots, in root: borrowing Directory
    ) throws(SeedError) -> PruningPlan {
        while true {
            let plan = try PruningPlan(of: job, sparing: latest, checked: checked, in: root, self)
            let unread = plan.relied.filter { !checked.isKnownWhole($0.id) }
            guard !unread.isEmpty else { return plan }
            for entry in unread { try checked.read(entry, in: store, root) }
        }
    }

    private func remove(_ plan: PruningPlan, from root: borrowing Directory) throws(SeedError) -> Pruning {
        var plan = plan
        var failure: SeedError?
        do throws(SeedError) {
            for id in plan.removed { try store.remove(id, from: root) }
        } catch {
            failure = error
            plan.keepWhatIsThere(in: root)
        }
        do throws(SeedError) {
            try root.synchronize()
        } catch {
            failure = failure ?? error
        }
        var pruning = plan.pruning()
        if let failure, pruning.removed.isEmpty { throw failure }
        pruning.failure = failure
        return pruning
    }

    /// Prunes a job after its run, which has committed: whatever fails is a warning. A store in use is pruned another time.
    ///
    /// The run's own `snapshot` stays.
    package func prune(afterRunOf job: String, snapshot: String?, events: any EventSink) {
        do throws(SeedError) {
            let pruning = try prune(job: job, sparing: snapshot.flatMap { SnapshotID($0) })
            if !pruning.removed.isEmpty {
                events.receive(
                    .snapshotsPruned(job: job, count: pruning.removed.count, freedBytes: pruning.freedBytes))
            }
            if let failure = pruning.failure { throw failure }
        } catch {
            guard error.code != .tryAgain else { return }
            events.receive(.warning(subject: error.subject, message: "snapshots were not pruned: \(error.problem)"))
        }
    }
}
