package import SeedModel
import Synchronization

/// Keeps the metrics file (docs/METRICS.md) at what events say; one for each process and configuration.
///
/// A file that can't be written is a warning and never a failed run. A warning is given once: a daemon would repeat it for
/// every run.
package final class MetricsSink: EventSink {
    private let file: MetricsFile
    private let targets: [JobTarget]
    private let version: String
    private let store: SnapshotStore
    private let warnings: any EventSink
    private let now: @Sendable () -> UTCTime
    private let given = Mutex<Set<String>>([])

    /// nil where `metrics.textfile` is not configured; a relative one begins in `directory`.
    package init?(
        _ configuration: Configuration, directory: String, version: String, store: SnapshotStore,
        warnings: any EventSink, now: @escaping @Sendable () -> UTCTime = { .now }
    ) {
        guard let path = configuration.metricsTextfile else { return nil }
        file = MetricsFile(path: path.hasPrefix("/") ? path : "\(directory)/\(path)")
        targets = configuration.targets
        self.version = version
        self.store = store
        self.warnings = warnings
        self.now = now
    }

    package func receive(_ event: Event) {
        switch event {
        case .ended, .snapshotsPruned:
            let usage = try? store.usage()
            update { page in
                page.note(event, at: now())
                if let usage { page.note(snapshots: usage.count, bytes: usage.bytes) }
            }
        case .snapshotTaken(let id, _, _):
            let (usage, origin) = (try? store.usage(), store.origin(of: id))
            update { page in
                if let usage { page.note(snapshots: usage.count, bytes: usage.bytes) }
                if let origin { page.noteSnapshot(of: origin.target, at: origin.time) }
            }
        case .released, .daemon(.overdue), .daemon(.stopped): update { $0.note(event, at: now()) }
        default: break
        }
    }

    /// For the daemon, whenever it has planned ahead: each job and when it is run next, those without a schedule left out.
    package func tell(nextRuns: [String: UTCTime]) {
        update { $0.note(nextRuns: nextRuns, of: targets) }
    }

    private func update(_ change: (inout MetricsPage) -> Void) {
        do throws(SeedError) {
            let replaced = try file.update { page in
                change(&page)
                page.cover(targets)
                page.note(version: version)
            }
            if let replaced { warn(file.path, replaced) }
        } catch {
            warn(error.subject, "\(error.problem); metrics are not up to date")
        }
    }

    private func warn(_ subject: String, _ message: String) {
        guard given.withLock({ $0.insert("\(subject): \(message)").inserted }) else { return }
        warnings.receive(.warning(subject: subject, message: message))
    }
}
