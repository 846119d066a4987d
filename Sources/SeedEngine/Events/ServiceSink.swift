package import SeedModel
import Synchronization
import Systemd

/// Tells the service manager what a command is at that runs as a oneshot unit, and that it is getting on: a run that takes
/// long is not stopped, one that hangs is.
package final class ServiceSink: EventSink {
    private let service = ServiceManager()
    /// Seconds until the next event at the latest: what a single statement may take.
    private let patience: Int
    private let told = Mutex<ContinuousClock.Instant?>(nil)

    /// nil where no service manager listens.
    package init?(_ variables: [String: String], _ configuration: Configuration) {
        guard variables["NOTIFY_SOCKET"] != nil else { return nil }
        let longest = configuration.environments.values.map(\.statementTimeout.milliseconds).max() ?? 0
        patience = longest / 1000 + 20
    }

    package func receive(_ event: Event) {
        switch event {
        case .planning(let job, _): tell("planning \(job)")
        case .applying(let job, let changes): tell("applying \(job), \(changes.counted("change"))")
        case .progress(let progress): tellNowAndThen(progress)
        case .retrying(let job, let attempt, _): tell("\(job): attempt \(attempt) failed, trying again")
        default: break
        }
    }

    /// Rows come by the million; once a second is enough to be alive.
    private func tellNowAndThen(_ progress: Progress) {
        let now = ContinuousClock.now
        let isDue = told.withLock { last in
            if let last, last.duration(to: now) < .seconds(1) { return false }
            last = now
            return true
        }
        guard isDue else { return }
        let rows = progress.rows.map { ", \($0.counted("row"))" } ?? ""
        tell("\(progress.phase.rawValue) \(progress.table ?? progress.job ?? "")\(rows)")
    }

    private func tell(_ status: String) {
        service.notify(.status(Printable.escaped(status)), .extendTimeout(seconds: patience))
    }
}
