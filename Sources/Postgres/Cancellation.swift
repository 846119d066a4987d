import CLibPQ
import Dispatch
import Synchronization

/// Stops the statements of the sessions that share it, once and for good.
///
/// A cancel request is sent only while a statement runs, under the lock that marks its end, so it can't hit the
/// statement after. Each statement has a lock of its own: a server that does not answer holds up nobody else. Once
/// cancelled, every new statement is refused, but those that tidy up.
package final class Cancellation: Sendable {
    /// `PQcancel` may be called from any thread on a handle made by `PQgetCancel`: it reads only that handle.
    struct Handle: @unchecked Sendable {
        let pointer: OpaquePointer

        /// Opens a connection, which may take as long as the network wants.
        func request() {
            var message = [CChar](repeating: 0, count: 256)
            _ = PQcancel(pointer, &message, Int32(message.count))
        }
    }

    private final class Statement: Sendable {
        private let hasEnded = Mutex(false)
        private let request: @Sendable () -> Void

        init(_ request: @escaping @Sendable () -> Void) { self.request = request }

        func cancel() { hasEnded.withLock { if !$0 { request() } } }
        func end() { hasEnded.withLock { $0 = true } }
    }

    private struct State {
        var isCancelled = false
        var running: [Int: Statement] = [:]
    }

    private let state = Mutex(State())
    /// Cancel requests open a connection each; they wait here and not on a thread of the caller's or for each other.
    private static let queue = DispatchQueue(label: "seedd.cancel", attributes: .concurrent)

    package init() {}

    package var isCancelled: Bool { state.withLock(\.isCancelled) }

    package func cancel() {
        let running = state.withLock { state in
            state.isCancelled = true
            return Array(state.running.values)
        }
        for statement in running { Self.queue.async { statement.cancel() } }
    }

    /// `request` asks the server to end the statement; false when it is not to be started.
    func statementStarts(_ session: Int, _ request: @escaping @Sendable () -> Void) -> Bool {
        state.withLock { state in
            guard !state.isCancelled else { return false }
            state.running[session] = Statement(request)
            return true
        }
    }

    /// Waits for a cancel request that is under way for this very statement.
    func statementEnded(_ session: Int) {
        let statement = state.withLock { $0.running.removeValue(forKey: session) }
        statement?.end()
    }
}
