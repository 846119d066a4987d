internal import SeedModel

/// A saved table that another snapshot of the same table may build on.
struct SnapshotBase {
    let id: SnapshotID
    let manifest: SnapshotManifest
    let table: SnapshotManifest.Table

    /// Ids of one second are in no order, but transactions are.
    fileprivate func isOlder(than other: SnapshotBase) -> Bool {
        manifest.createdAt == other.manifest.createdAt && (table.mark?.horizon ?? 0) < (other.table.mark?.horizon ?? 0)
    }
}

extension SnapshotStore {
    /// For each of `tables` the newest snapshot of the same job and database that has it in the same form.
    ///
    /// Damaged snapshots don't count. Only manifests are read.
    func bases(
        for tables: [SnapshotManifest.Table], like manifest: SnapshotManifest
    ) throws(SeedError) -> [TableName: SnapshotBase] {
        guard let root = try openIfPresent() else { return [:] }
        let wanted = Dictionary(tables.map { ($0.table, $0) }, uniquingKeysWith: { first, _ in first })
        var bases: [TableName: SnapshotBase] = [:]
        for id in try ids(in: root) {
            guard let other = entry(id, in: root)?.manifest else { continue }
            guard
                bases.count < tables.count || bases.values.contains(where: { $0.manifest.createdAt == other.createdAt })
            else { break }
            guard other.job == manifest.job, other.target.isSameDatabase(as: manifest.target) else { continue }
            for saved in other.tables {
                guard let table = wanted[saved.table], saved.isBase(for: table) else { continue }
                let base = SnapshotBase(id: id, manifest: other, table: saved)
                if bases[table.table]?.isOlder(than: base) ?? true { bases[table.table] = base }
            }
        }
        return bases
    }
}

extension SnapshotManifest.Target {
    /// The row digests of one mean the same in the other: same database, same major version of the server.
    func isSameDatabase(as other: Self) -> Bool {
        environment == other.environment && database == other.database && systemIdentifier == other.systemIdentifier
            && databaseOID == other.databaseOID && majorVersion == other.majorVersion
    }

    /// What a transaction's number was in one it is in the other.
    func sharesTransactions(with other: Self) -> Bool {
        isSameDatabase(as: other) && systemIdentifier != nil && databaseOID != nil && timeline != nil
            && timeline == other.timeline && started == other.started
    }

    var majorVersion: Substring { serverVersion.prefix { $0.isNumber } }
}

extension SnapshotManifest.Table {
    fileprivate func isBase(for other: Self) -> Bool {
        index != nil && comparableDigest != nil && filter == other.filter && key == other.key
            && columns == other.columns
            && keyOrder == other.keyOrder && fingerprint == other.fingerprint
    }
}
