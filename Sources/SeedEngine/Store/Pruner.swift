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
        return try plan(job: job, sparing: nil, in: root)
    }

    /// Decides and removes while no snapshot can be read; `.tryAgain` where one is being read now.
    ///
    /// `latest` stays in any case: it was taken last, whatever the clock said.
    package func prune(job: String? = nil, sparing latest: SnapshotID? = nil) throws(SeedError) -> Pruning {
        guard let root = try store.openIfPresent() else { return Pruning() }
        let lock = try store.lockAlone(root)
        defer { extendLifetime(lock) }
        store.removeAbandoned()
        let pruning = try plan(job: job, sparing: latest, in: root)
        for id in pruning.removed { try store.remove(id, from: root) }
        try root.synchronize()
        return pruning
    }

    /// Prunes a job after its run, which has committed: whatever fails is a warning. A store in use is pruned another time.
    ///
    /// The run's own `snapshot` stays.
    package func prune(afterRunOf job: String, snapshot: String?, events: any EventSink) {
        do throws(SeedError) {
            let pruning = try prune(job: job, sparing: snapshot.flatMap { SnapshotID($0) })
            guard !pruning.removed.isEmpty else { return }
            events.receive(
                .snapshotsPruned(job: job, count: pruning.removed.count, freedBytes: pruning.freedBytes))
        } catch {
            guard error.code != .tryAgain else { return }
            events.receive(.warning(subject: error.subject, message: "snapshots were not pruned: \(error.problem)"))
        }
    }

    private func plan(job: String?, sparing latest: SnapshotID?, in root: borrowing Directory) throws(SeedError)
        -> Pruning
    {
        var chosen: [(entry: SnapshotEntry, stored: StoredSnapshot)] = []
        var others: Set<DiskFile> = []
        for name in try root.names() {
            guard let id = SnapshotID(name) else {
                if name.hasPrefix(TemporaryFolder.prefix) { others.formUnion(try store.files(of: name, in: root)) }
                continue
            }
            let files = try store.files(of: name, in: root)
            if let entry = store.inspectedEntry(id, in: root), job == nil || entry.manifest?.job == job {
                chosen.append((entry, StoredSnapshot(origin: entry.origin, files: files)))
            } else {
                others.formUnion(files)
            }
        }
        chosen.sort { $0.entry.id > $1.entry.id }
        let snapshots = chosen.map(\.stored)
        var decisions = policy.decisions(
            for: snapshots, now: store.now(), limit: store.maxSize.map { SizeLimit(bytes: $0, otherFiles: others) })
        if let index = chosen.firstIndex(where: { $0.entry.id == latest }), !decisions[index].keeps {
            decisions[index] = .keep([.newest])
        }

        var inventory = StoreInventory(snapshots.map(\.files) + [others])
        let before = inventory.bytes
        for (snapshot, decision) in zip(snapshots, decisions) where !decision.keeps { inventory.remove(snapshot.files) }
        return Pruning(
            entries: zip(chosen, decisions).map { Pruning.Entry(snapshot: $0.entry, decision: $1) },
            freedBytes: before - inventory.bytes, keptBytes: inventory.bytes)
    }
}

extension SnapshotEntry {
    fileprivate var origin: StoredSnapshot.Origin? {
        manifest.map { manifest in
            StoredSnapshot.Origin(
                group: StoredSnapshot.Group(job: manifest.job, environment: manifest.target.environment),
                time: manifest.createdAt)
        }
    }
}
