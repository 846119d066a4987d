internal import SeedModel

/// A saved table that another snapshot of the same table may build on.
struct SnapshotBase {
    let id: SnapshotID
    let target: SnapshotManifest.Target
    let table: SnapshotManifest.Table
}

extension SnapshotStore {
    /// For each of `tables` the newest snapshot of the same job and database that has it in the same form.
    ///
    /// Damaged snapshots don't count. Only manifests are read.
    func bases(
        for tables: [SnapshotManifest.Table], like manifest: SnapshotManifest
    ) throws(SeedError) -> [TableName: SnapshotBase] {
        guard let root = try openIfPresent() else { return [:] }
        var bases: [TableName: SnapshotBase] = [:]
        var wanted = tables
        for id in try ids(in: root) {
            guard !wanted.isEmpty else { break }
            guard let other = entry(id, in: root)?.manifest, other.job == manifest.job,
                other.target.isSameDatabase(as: manifest.target)
            else { continue }
            for table in wanted {
                guard let saved = other.table(table.table), saved.isBase(for: table) else { continue }
                bases[table.table] = SnapshotBase(id: id, target: other.target, table: saved)
            }
            wanted.removeAll { bases[$0.table] != nil }
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
        index != nil && rowDigest != nil && filter == other.filter && key == other.key && columns == other.columns
            && keyOrder == other.keyOrder && fingerprint == other.fingerprint
    }
}
