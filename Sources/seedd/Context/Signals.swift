import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Who is told of signals: by default they end the command, see `SignalHandling`; a daemon takes them over.
final class Signals: Sendable {
    private let taker = Mutex<(@Sendable (Int32) -> Void)?>(nil)

    /// Whether somebody took the signal over.
    func isTaken(_ number: Int32) -> Bool {
        guard let taker = taker.withLock(\.self) else { return false }
        taker(number)
        return true
    }

    /// Has `handler` told of SIGHUP, SIGINT and SIGTERM while `body` runs; called on any thread.
    func taking(
        over handler: @escaping @Sendable (Int32) -> Void, _ body: () async throws -> Void
    ) async rethrows {
        signal(SIGHUP, SIG_IGN)
        let hangUp = DispatchSource.makeSignalSource(signal: SIGHUP, queue: .global())
        hangUp.setEventHandler { handler(SIGHUP) }
        hangUp.resume()
        hand(to: handler)
        defer {
            takeBack()
            hangUp.cancel()
        }
        try await body()
    }

    /// Has `handler` told of SIGINT and SIGTERM until they are taken back; called on any thread.
    func hand(to handler: @escaping @Sendable (Int32) -> Void) { taker.withLock { $0 = handler } }

    func takeBack() { taker.withLock { $0 = nil } }
}
