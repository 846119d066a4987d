import SeedModel

/// What a configuration says of the metrics: the file they are kept in, what they are about, and the store to measure.
struct MetricsSetup: Sendable {
    let file: MetricsFile
    let targets: [JobTarget]
    let store: SnapshotStore

    /// Brings the file up to date with all of `changes` at once.
    ///
    /// - Returns: Why the file that was there had to be replaced; nil where it did not.
    func publish(_ changes: [MetricsChange], version: String) throws(SeedError) -> String? {
        // Before it is this process's turn: a large store takes a while.
        let usage = changes.contains(where: \.mayChangeStore) ? try? store.usage() : nil
        let origins = changes.compactMap(\.snapshot).compactMap { store.origin(of: $0) }
        return try file.update { page in
            for change in changes {
                switch change {
                case .event(let event, let time): page.note(event, at: time)
                case .nextRuns(let times): page.note(nextRuns: times, of: targets)
                }
            }
            if let usage { page.note(snapshots: usage.count, bytes: usage.bytes) }
            for origin in origins { page.noteSnapshot(of: origin.target, at: origin.time) }
            page.cover(targets)
            page.note(version: version)
        }
    }
}
