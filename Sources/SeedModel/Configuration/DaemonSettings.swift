/// How the daemon runs jobs.
package struct DaemonSettings: Sendable, Equatable {
    /// Jobs at once, 1...64.
    package var parallel: Int
    /// How long runs in progress may go on after SIGTERM; then they are cancelled, which rolls back.
    package var stopTimeout: Interval

    package init(parallel: Int = 4, stopTimeout: Interval = .seconds(60)) {
        self.parallel = parallel
        self.stopTimeout = stopTimeout
    }
}
