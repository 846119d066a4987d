import CLibPQ
import Dispatch
import Synchronization

/// Stops the statements of the sessions that share it, once and for good.
///
/// A cancel request is sent only while a statement runs, under the same lock that marks its end, so it can't hit the
/// statement after. From then on every new statement is refused, but those that tidy up.
package final class Cancellation: Sendable {
    /// `PQcancel` may be called from any thread on a handle made by `PQgetCancel`: it reads only that handle.
    struct Handle: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    private struct State {
        var isCancelled = false
        var running: [Int: Handle] = [:]
    }

    private let state = Mutex(State())
    /// Cancel requests open a connection each; they wait here and not on a thread of the caller's.
    private static let queue = DispatchQueue(label: "seedd.cancel")

    package init() {}

    package var isCancelled: Bool { state.withLock(\.isCancelled) }

    package func cancel() {
        state.withLock { $0.isCancelled = true }
        Self.queue.async { [self] in
            state.withLock { state in
                var message = [CChar](repeating: 0, count: 256)
                for handle in state.running.values {
                    _ = PQcancel(handle.pointer, &message, Int32(message.count))
                }
            }
        }
    }

    func statementStarts(_ session: Int, _ handle: Handle) -> Bool {
        state.withLock { state in
            guard !state.isCancelled else { return false }
            state.running[session] = handle
            return true
        }
    }

    func statementEnded(_ session: Int) {
        state.withLock { _ = $0.running.removeValue(forKey: session) }
    }
}
