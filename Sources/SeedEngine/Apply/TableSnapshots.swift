import Postgres
import SeedModel

/// Writes tables into a snapshot: as what changed since an earlier one where that is known, else whole.
struct TableSnapshots {
    private let contents: [SnapshotContent]
    private let target: SnapshotManifest.Target
    private let store: SnapshotStore
    private let policy: DeltaPolicy
    private var tables: [SnapshotManifest.Table]
    private let bases: [TableName: SnapshotBase]
    private let horizon: TransactionHorizon

    /// Reads where the server stands, which is what later snapshots of these tables go by.
    init(
        _ contents: [SnapshotContent], manifest: SnapshotManifest, at horizon: TransactionHorizon,
        in store: SnapshotStore, _ policy: DeltaPolicy,
        _ session: borrowing Session
    ) throws {
        let layouts = try TableLayout.read(contents.map(\.table.oid), session)
        tables = contents.map { content in
            var table = content.description
            if let layout = layouts[content.table.oid], layout.isExact {
                table.mark = TableMark(
                    relation: content.table.oid, layout: layout.digest, horizon: horizon.oldest)
            }
            return table
        }
        bases = try store.bases(for: tables, like: manifest)
        self.contents = contents
        self.store = store
        self.policy = policy
        self.horizon = horizon
        target = manifest.target
        if manifest.reason == .requested { keepWhatRunsKeep() }
    }

    /// Returns the snapshots whose tables are still the same, by table; those that changed are left out.
    @discardableResult
    func write(
        to writer: inout SnapshotWriter, _ events: any EventSink, _ session: borrowing Session
    ) throws -> [TableName: SnapshotID] {
        var unchanged: [TableName: SnapshotID] = [:]
        for (content, table) in zip(contents, tables) {
            let progress = RowProgress(.snapshot, table.table, of: content.projection.target.expectedRows, events)
            defer { progress.end() }
            if let base = bases[table.table] {
                switch try writeChanges(content, table, since: base, to: &writer, progress, session) {
                case .unchanged:
                    unchanged[table.table] = base.id
                    continue
                case .changed: continue
                case .notWorthwhile: break
                }
            }
            let seed = Int64.random(in: 0..<1 << 31)
            try writer.beginTable(table, digestSeed: seed)
            let before = session.rowsReceived
            try session.copyOut(content.digestedRows(seed: seed)) { rows in
                try writer.append(digested: rows)
                progress.reached(session.rowsReceived - before)
            }
            try writer.finishTable()
        }
        return unchanged
    }

    /// Which columns are the target's own is known to runs, which see the source as well.
    private mutating func keepWhatRunsKeep() {
        for index in tables.indices {
            guard let saved = bases[tables[index].table]?.table.kept else { continue }
            let kept = Set(saved).union(tables[index].kept ?? [])
            tables[index].kept = tables[index].columns.map(\.name).filter(kept.contains)
        }
    }

    private enum Outcome {
        case unchanged, changed, notWorthwhile
    }

    private func writeChanges(
        _ content: SnapshotContent, _ table: SnapshotManifest.Table, since base: SnapshotBase,
        to writer: inout SnapshotWriter, _ progress: RowProgress, _ session: borrowing Session
    ) throws -> Outcome {
        let reader = try store.open(base)
        guard let codec = base.table.codec, let seed = base.table.rowDigest?.seed,
            try writer.link(base.table, from: reader)
        else { return .notWorthwhile }
        var changes = LiveChanges(
            saved: base.table, seed: seed, projection: content.projection, conditions: content.conditions,
            progress: progress)
        // What a transaction did not write is the same only where nothing but rows decides how rows print.
        let mark = base.table.mark.flatMap {
            $0.isComparable(with: table.mark, base.manifest.target, target, horizon) ? $0 : nil
        }
        for method in changes.methods(since: mark?.horizon) {
            guard let delta = TableDelta(on: base.table, since: base.id, level: writer.level) else { break }
            let isTold = try changes.forEach(
                by: method, limit: max(1000, base.table.rows / 4), in: reader, session
            ) { try delta.add($0, codec: codec, in: writer.folder.folder) }
            guard isTold else {
                try writer.removeDelta(on: base.table)
                continue
            }
            guard delta.isWorthwhile(policy) else { break }
            let isEmpty = delta.isEmpty
            try writer.add(try delta.finish(table))
            return isEmpty ? .unchanged : .changed
        }
        try writer.unlink(base.table)
        return .notWorthwhile
    }
}

extension TableDelta {
    fileprivate func add(_ change: LiveChange, codec: KeyCodec, in folder: borrowing Directory) throws {
        guard let row = change.row else {
            return try remove(codec.line(change.key), digest: change.savedDigest, in: folder)
        }
        try put(
            row.line, digest: row.digest, old: change.kind == .changed ? change.savedDigest : nil, in: folder)
    }
}
