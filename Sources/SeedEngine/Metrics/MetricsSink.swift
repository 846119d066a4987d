import Dispatch
package import SeedModel
import Synchronization

/// Keeps the metrics file (docs/METRICS.md) at what events say; where none is configured, nothing.
///
/// A file that can't be written is a warning and never a failed run. A warning is given once until the file could be
/// written again: a daemon would repeat it for every run.
package final class MetricsSink: EventSink {
    /// When the file is written.
    package enum Pace: Sendable {
        /// Before `receive` returns: a command may end after it.
        case atOnce
        /// Soon, and for several events at once: nobody waits for the file's lock and the measuring of the store.
        case behind
    }

    private struct Batch {
        let setup: MetricsSetup
        var changes: [MetricsChange] = []
    }

    private struct State {
        var setup: MetricsSetup?
        /// Not written yet; where metrics are configured the last one, if there is one, goes by `setup`.
        var waiting: [Batch] = []
        var given: Set<String> = []
    }

    private let variables: [String: String]
    private let directory: String
    private let version: String
    private let pace: Pace
    private let warnings: any EventSink
    private let now: @Sendable () -> UTCTime
    private let state = Mutex(State())
    /// The only place where the file is written.
    private let queue = DispatchQueue(label: "metrics")

    /// A relative path begins in `directory`. `warnings` hears what is wrong with the file, from any thread.
    package init(
        _ configuration: Configuration, variables: [String: String] = [:], directory: String, version: String,
        pace: Pace = .atOnce, warnings: any EventSink, now: @escaping @Sendable () -> UTCTime = { .now }
    ) {
        self.variables = variables
        self.directory = directory
        self.version = version
        self.pace = pace
        self.warnings = warnings
        self.now = now
        follow(configuration)
    }

    /// From now on goes by another configuration, also to another file.
    package func follow(_ configuration: Configuration) {
        let setup = configuration.metricsTextfile.map { path in
            MetricsSetup(
                file: MetricsFile(path: path.hasPrefix("/") ? path : "\(directory)/\(path)"),
                targets: configuration.targets,
                store: SnapshotStore(
                    configuration.snapshots, variables: variables, workingDirectory: directory, sink: warnings))
        }
        state.withLock { state in
            state.setup = setup
            if let setup { state.waiting.append(Batch(setup: setup)) }
        }
    }

    package func receive(_ event: Event) {
        guard let change = MetricsChange(event, at: now()) else { return }
        publish(change)
    }

    /// For the daemon, whenever it has planned ahead: each job and when it is run next, those without a schedule left out.
    package func tell(nextRuns: [String: UTCTime]) { publish(.nextRuns(nextRuns)) }

    /// Waits until all that was received is written, but no longer than `limit`: a disk that hangs holds up no end.
    package func flush(within limit: Duration = .seconds(5)) {
        let last = DispatchWorkItem {}
        queue.async(execute: last)
        guard last.wait(timeout: .now() + limit / .seconds(1)) == .timedOut,
            let path = state.withLock({ $0.setup?.file.path })
        else { return }
        warn(path, "was not written within \(limit.brief); metrics are not up to date")
    }

    private func publish(_ change: MetricsChange) {
        let isConfigured = state.withLock { state in
            guard let setup = state.setup else { return false }
            if state.waiting.isEmpty { state.waiting.append(Batch(setup: setup)) }
            state.waiting[state.waiting.count - 1].changes.append(change)
            return true
        }
        guard isConfigured else { return }
        switch pace {
        case .atOnce: queue.sync { writeWaiting() }
        case .behind: queue.async { self.writeWaiting() }
        }
    }

    private func writeWaiting() {
        let batches = state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting
        }
        for batch in batches where !batch.changes.isEmpty { write(batch) }
    }

    private func write(_ batch: Batch) {
        do throws(SeedError) {
            let replaced = try batch.setup.publish(batch.changes, version: version)
            guard let replaced else { return state.withLock { $0.given = [] } }
            warn(batch.setup.file.path, replaced)
        } catch {
            warn(error.subject, "\(error.problem); metrics are not up to date")
        }
    }

    private func warn(_ subject: String, _ message: String) {
        guard state.withLock({ $0.given.insert("\(subject): \(message)").inserted }) else { return }
        warnings.receive(.warning(subject: subject, message: message))
    }
}
