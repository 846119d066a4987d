package import SeedModel
import Synchronization

/// Keeps the metrics file (docs/METRICS.md) at what events say; where none is configured, nothing.
///
/// A file that can't be written is a warning and never a failed run. A warning is given once: a daemon would repeat it for
/// every run.
package final class MetricsSink: EventSink {
    /// What a configuration says of it.
    private struct Setup {
        let file: MetricsFile
        let targets: [JobTarget]
        let store: SnapshotStore
    }

    private struct State {
        var setup: Setup?
        var given: Set<String> = []
    }

    private let variables: [String: String]
    private let directory: String
    private let version: String
    private let warnings: any EventSink
    private let now: @Sendable () -> UTCTime
    private let state = Mutex(State())

    /// A relative path begins in `directory`. `warnings` hears what is wrong with the file.
    package init(
        _ configuration: Configuration, variables: [String: String] = [:], directory: String, version: String,
        warnings: any EventSink, now: @escaping @Sendable () -> UTCTime = { .now }
    ) {
        self.variables = variables
        self.directory = directory
        self.version = version
        self.warnings = warnings
        self.now = now
        follow(configuration)
    }

    /// From now on goes by another configuration, also to another file.
    package func follow(_ configuration: Configuration) {
        let setup = configuration.metricsTextfile.map { path in
            Setup(
                file: MetricsFile(path: path.hasPrefix("/") ? path : "\(directory)/\(path)"),
                targets: configuration.targets,
                store: SnapshotStore(
                    configuration.snapshots, variables: variables, workingDirectory: directory, sink: warnings))
        }
        state.withLock { $0.setup = setup }
    }

    package func receive(_ event: Event) {
        guard let setup = state.withLock({ $0.setup }) else { return }
        switch event {
        // The store is measured where it may have changed.
        case .ended(let run) where run.outcome == .unchanged: update(setup) { $0.note(event, at: now()) }
        case .ended, .snapshotsPruned:
            let usage = try? setup.store.usage()
            update(setup) { page in
                page.note(event, at: now())
                if let usage { page.note(snapshots: usage.count, bytes: usage.bytes) }
            }
        case .snapshotTaken(let id, _, _):
            let (usage, origin) = (try? setup.store.usage(), setup.store.origin(of: id))
            update(setup) { page in
                if let usage { page.note(snapshots: usage.count, bytes: usage.bytes) }
                if let origin { page.noteSnapshot(of: origin.target, at: origin.time) }
            }
        case .released, .daemon(.overdue), .daemon(.stopped): update(setup) { $0.note(event, at: now()) }
        default: break
        }
    }

    /// For the daemon, whenever it has planned ahead: each job and when it is run next, those without a schedule left out.
    package func tell(nextRuns: [String: UTCTime]) {
        guard let setup = state.withLock({ $0.setup }) else { return }
        update(setup) { $0.note(nextRuns: nextRuns, of: setup.targets) }
    }

    private func update(_ setup: Setup, _ change: (inout MetricsPage) -> Void) {
        do throws(SeedError) {
            let replaced = try setup.file.update { page in
                change(&page)
                page.cover(setup.targets)
                page.note(version: version)
            }
            if let replaced { warn(setup.file.path, replaced) }
        } catch {
            warn(error.subject, "\(error.problem); metrics are not up to date")
        }
    }

    private func warn(_ subject: String, _ message: String) {
        guard state.withLock({ $0.given.insert("\(subject): \(message)").inserted }) else { return }
        warnings.receive(.warning(subject: subject, message: message))
    }
}
