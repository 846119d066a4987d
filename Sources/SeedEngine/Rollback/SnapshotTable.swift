import Postgres
import SeedModel

/// A table of a snapshot beside the table as it is now.
struct SnapshotTable {
    let saved: SnapshotManifest.Table
    let projection: Projection
    let drift: SchemaDrift

    /// `hasOthers`: the snapshot has more tables than this one; `triggers`: what the job's rule says of them.
    ///
    /// Throws `refused` where the table as it is now has no place for the saved rows.
    init(
        _ saved: SnapshotManifest.Table, in catalog: Catalog, environment: String, hasOthers: Bool = false,
        triggers: TableRule.TriggerPolicy = .fire, _ session: borrowing Session
    ) throws {
        self.saved = saved
        guard let table = catalog.tables[saved.table] else {
            throw SeedError(.invariant, "\(saved.table)", "was not read from the catalog of \(environment)")
        }
        drift = SchemaDrift(saved, table)
        try drift.requireKey(saved.key, of: saved.table, hasOthers: hasOthers)
        let kept = Set(saved.kept ?? [])
        let columns = drift.columns.map { column in
            var projected = ProjectedColumn(column: column)
            projected.isCompared = !kept.contains(column.name)
            return projected
        }
        let side = Projection.Side(
            table: table, filters: saved.filter.map { [$0] } ?? [], isSource: false,
            sortsThroughUTF8: JobCatalog.sortsThroughUTF8(session.reported("server_encoding")),
            sourceName: saved.sourceName.map { TableName(text: $0).name })
        projection = Projection(
            source: side, target: side, mode: .mirror, columns: columns, keyCount: saved.key.count,
            hashesThroughUTF8: false, triggers: triggers)
        try requireFilter(session)
        try DuplicateKeys(projection: projection, environment: environment).refuse(session)
    }

    /// What brings the saved rows back.
    ///
    /// `runs` are those of the snapshot's job, `undone` those since it was taken.
    func plan(
        from reader: borrowing SnapshotReader, seed: Int64, undone: UndoneRuns, runs: RunTransactions,
        at position: RollbackPosition, _ events: any EventSink, _ session: borrowing Session
    ) throws -> TablePlan {
        // A damaged snapshot is not put back, also where what is damaged would not be needed.
        for file in saved.files { try reader.verifyStored(file) }
        let horizon = position.horizon(of: saved, projection.target.table)
        // Which rows were outside the filter without having been written since, digests can't tell.
        guard !drift.changesRows, saved.codec == projection.codec, let savedSeed = saved.comparableDigest?.seed,
            position.comparesDigests, saved.index != nil,
            saved.filter == nil || horizon != nil
        else { return try merge(from: reader, seed: seed, undone: undone, runs: runs, events, session) }
        var changes = LiveChanges(saved: saved, seed: savedSeed, projection: whole, conditions: [])
        changes.extras = [
            projection.rowDigest(seed: seed, projection.target.value),
            Fate.column(of: saved, projection.target, undone),
            runs.provenance(projection.target.alias),
        ]
        let progress = RowProgress(.comparing, saved.table, of: saved.rows, events)
        defer { progress.end() }
        changes.progress = progress
        changes.passesOverUnknown = saved.filter != nil
        for method in changes.methods(since: horizon) {
            var undo = ChangedRows(saved: saved, kept: kept)
            let isTold = try changes.forEach(by: method, in: reader, session) { try undo.undo($0, in: reader) }
            if isTold { return try undo.plan(projection) }
        }
        return try merge(from: reader, seed: seed, undone: undone, runs: runs, events, session)
    }

    /// Merges the rows of the files with all those of the table; both come in key order.
    private func merge(
        from reader: borrowing SnapshotReader, seed: Int64, undone: UndoneRuns, runs: RunTransactions,
        _ events: any EventSink, _ session: borrowing Session
    ) throws -> TablePlan {
        var merge = SnapshotMerge(codec: projection.codec, kept: kept)
        // Before the live rows are asked for: the session can't do two things at once.
        let converted =
            drift.changesRows
            ? try ConvertedRows.read(saved, drift, codec: projection.codec, from: reader, events, session) : nil
        let fate = Fate.column(of: saved, projection.target, undone)
        let progress = RowProgress(.comparing, saved.table, of: saved.rows, events)
        defer { progress.end() }
        try session.send(projection.digestedRows(seed: seed, fate: fate, runs))
        try session.beginCopyOut()
        do {
            try merge.advance(session)
            if let converted {
                var lines = Spool.Reader(converted)
                while let line = try lines.next() {
                    progress.add()
                    try merge.see(line.span, session)
                }
            } else {
                try reader.readTable(saved) { line in
                    progress.add()
                    try merge.see(line, session)
                }
            }
            try merge.finish(session)
        } catch {
            session.abandon()
            throw error
        }
        try session.finish()
        return try merge.plan(projection, savedRows: saved.rows)
    }

    /// What the table must come to where it goes back whole; nil where other rows and values may rightly be there.
    func content(at position: RollbackPosition) -> SavedContent? {
        guard saved.filter == nil, kept.isEmpty, !drift.changesRows, position.comparesDigests,
            let digest = saved.comparableDigest
        else { return nil }
        return SavedContent(projection: whole, rows: saved.rows, digest: digest)
    }

    private var kept: [Int] { projection.kept }

    /// As it was saved: with all columns compared.
    private var whole: Projection {
        Projection(
            source: projection.source, target: projection.target, mode: .mirror,
            columns: projection.columns.map(\.withoutAssignment), keyCount: projection.keyCount,
            hashesThroughUTF8: false)
    }
}

extension Projection {
    /// Every row, whatever the filters, as COPY text in key order; in front its digest, its `Fate` should the
    /// snapshot not hold it, and who wrote it.
    fileprivate func digestedRows(seed: Int64, fate: SQL, _ runs: RunTransactions) -> SQL {
        """
        COPY (SELECT \(rowDigest(seed: seed, target.value)), \(fate), \(runs.provenance(target.alias)),
            \(columns.map(target.value))
        FROM \(target.from) ORDER BY \(key.map { $0.lineOrder(target) })) TO STDOUT
        """
    }
}
