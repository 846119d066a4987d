package import SeedModel

/// Which snapshots of a store are listed.
package struct SnapshotFilter: Sendable {
    package var job: String?
    package var environment: String?
    /// Snapshots that hold a table that one of these means; any where there are none.
    package var tables: [Glob] = []
    package var reason: SnapshotReason?
    package var since: UTCTime?
    package var until: UTCTime?
    /// The newest so many; nil for all.
    package var limit: Int?

    package init() {}

    /// Those that pass, in their order. Damaged ones pass only by their time: whose they are is not known.
    package func apply(to entries: [SnapshotEntry]) -> [SnapshotEntry] {
        let passing = entries.filter { passes($0.id.date) && passes($0.manifest) }
        return limit.map { Array(passing.prefix($0)) } ?? passing
    }

    private func passes(_ date: UTCTime?) -> Bool {
        guard let date else { return since == nil && until == nil }
        return since.map { date >= $0 } ?? true && until.map { date <= $0 } ?? true
    }

    private func passes(_ manifest: SnapshotManifest?) -> Bool {
        guard let manifest else { return job == nil && environment == nil && tables.isEmpty && reason == nil }
        return job.map { $0 == manifest.job } ?? true
            && environment.map { $0 == manifest.target.environment } ?? true
            && reason.map { $0 == manifest.reason } ?? true
            && (tables.isEmpty || manifest.tables.contains { table in tables.contains { $0.selects(table.table) } })
    }
}
