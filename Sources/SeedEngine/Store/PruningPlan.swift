internal import SeedModel

/// What pruning decides: the snapshots in question, newest first, each with its decision.
struct PruningPlan {
    private var snapshots: [(entry: SnapshotEntry, stored: StoredSnapshot)] = []
    private var decisions: [RetentionDecision] = []
    /// Files of what is not decided on.
    private var others: Set<DiskFile> = []

    /// Damaged snapshots that don't say whose they are belong to any `job`. Those of `checked` that turned out to be
    /// damaged are.
    init(
        of job: String?, sparing latest: SnapshotID?, checked: CheckedSnapshots = CheckedSnapshots(),
        in root: borrowing Directory, _ pruner: Pruner
    ) throws(SeedError) {
        let store = pruner.store
        for name in try root.names() {
            guard let id = SnapshotID(name) else {
                if name.hasPrefix(TemporaryFolder.prefix) { others.formUnion(try store.files(of: name, in: root)) }
                continue
            }
            let files = try store.files(of: name, in: root)
            if let entry = checked.damaged[id] ?? store.inspectedEntry(id, in: root), entry.mayBelong(to: job) {
                snapshots.append((entry, StoredSnapshot(origin: entry.origin, files: files)))
            } else {
                others.formUnion(files)
            }
        }
        snapshots.sort { $0.entry.id > $1.entry.id }
        decisions = pruner.policy.decisions(
            for: snapshots.map(\.stored), now: store.now(),
            limit: store.maxSize.map { SizeLimit(bytes: $0, otherFiles: others) })
        if let index = snapshots.firstIndex(where: { $0.entry.id == latest }), !decisions[index].keeps {
            decisions[index] = .keep([.newest])
        }
    }

    /// Those to be removed, newest first.
    var removed: [SnapshotID] { zip(snapshots, decisions).filter { !$1.keeps }.map(\.0.entry.id) }

    /// The newest of each group that loses one.
    var relied: [SnapshotEntry] {
        let losing = Set(zip(snapshots, decisions).filter { !$1.keeps }.compactMap(\.0.stored.origin?.group))
        return zip(snapshots, decisions).filter { snapshot, decision in
            guard case .keep(let reasons) = decision, let group = snapshot.stored.origin?.group else { return false }
            return reasons.contains(.newest) && losing.contains(group)
        }.map(\.0.entry)
    }

    /// After a removal that failed: what is there still was not removed.
    mutating func keepWhatIsThere(in root: borrowing Directory) {
        let names = Set((try? root.names()) ?? [])
        for (index, snapshot) in snapshots.enumerated() where !decisions[index].keeps {
            if names.contains(snapshot.entry.id.description) { decisions[index] = .keep([.notRemoved]) }
        }
    }

    func pruning() -> Pruning {
        var inventory = StoreInventory(snapshots.map(\.stored.files) + [others])
        let before = inventory.bytes
        for (snapshot, decision) in zip(snapshots, decisions) where !decision.keeps {
            inventory.remove(snapshot.stored.files)
        }
        return Pruning(
            entries: zip(snapshots, decisions).map { Pruning.Entry(snapshot: $0.entry, decision: $1) },
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
