import Dispatch
import SeedModel
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// SIGINT and SIGTERM cancel the work, which rolls back; a second one ends the process at once. Unless the work takes them
/// over.
enum SignalHandling {
    /// Runs `body` in a task that a signal cancels; the exit code of a cancelled run names the signal.
    ///
    /// A second one calls `beforeEnding` and does not wait for `body`.
    static func cancelling(
        _ signals: Signals, _ body: @escaping @Sendable () async -> Int32, beforeEnding: @escaping @Sendable () -> Void
    ) async -> Int32 {
        // A reader that went away is an error of a write, not the death of a run.
        signal(SIGPIPE, SIG_IGN)
        let task = Task { await body() }
        let received = Mutex<Int32?>(nil)
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                guard !signals.isTaken(number) else { return }
                let first = received.withLock { state in
                    defer { state = state ?? number }
                    return state == nil
                }
                guard first else {
                    beforeEnding()
                    _exit(128 + number)
                }
                task.cancel()
            }
            source.resume()
            return source
        }
        let code = await task.value
        for source in sources { source.cancel() }
        // Only a run that was stopped by the signal answers with it: one that had committed answers 0.
        guard code == ExitStatus.code(of: .interrupted), let number = received.withLock({ $0 }) else { return code }
        return 128 + number
    }
}
