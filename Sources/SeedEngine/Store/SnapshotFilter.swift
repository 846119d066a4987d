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

    /// Those that pass, in their order. Of damaged ones that don't say whose they are only the time is looked at: a filter
    /// must not hide that something is wrong.
    package func apply(to entries: [SnapshotEntry]) -> [SnapshotEntry] {
        let passing = entries.filter { passes($0.id.date) && passes($0.claim) }
        return limit.map { Array(passing.prefix($0)) } ?? passing
    }

    private func passes(_ date: UTCTime?) -> Bool {
        guard let date else { return since == nil && until == nil }
        return since.map { date >= $0 } ?? true && until.map { date <= $0 } ?? true
    }

    private func passes(_ manifest: SnapshotManifest?) -> Bool {
        guard let manifest else { return true }
        return job.map { $0 == manifest.job } ?? true
            && environment.map { $0 == manifest.target.environment } ?? true
            && reason.map { $0 == manifest.reason } ?? true
            && (tables.isEmpty || manifest.tables.contains { table in tables.contains { $0.selects(table.table) } })
    }
}
