import Dispatch
import Synchronization

/// Stops the statements of the sessions that share it, once and for good.
///
/// A cancel request is sent only while a statement runs, and the statement's end waits for the request that is under way,
/// so it can't hit the statement after. Each statement waits for its own: a server that does not answer holds up nobody
/// else. Once cancelled, every new statement is refused, but those that tidy up.
package final class Cancellation: Sendable {
    private final class Statement: Sendable {
        private enum State {
            case running
            case asked(DispatchSemaphore)
            case ended
        }

        private let state = Mutex(State.running)
        private let hurry: @Sendable () -> Void
        private let request: @Sendable () -> Void

        init(hurry: @escaping @Sendable () -> Void, _ request: @escaping @Sendable () -> Void) {
            self.hurry = hurry
            self.request = request
        }

        func cancel() {
            let isDone = DispatchSemaphore(value: 0)
            let isRunning = state.withLock { state in
                guard case .running = state else { return false }
                state = .asked(isDone)
                hurry()
                return true
            }
            guard isRunning else { return }
            CancelHandle.onItsOwn {
                self.request()
                isDone.signal()
            }
        }

        func end(within limit: Int) -> Bool {
            let isDone: DispatchSemaphore? = state.withLock { state in
                defer { state = .ended }
                guard case .asked(let isDone) = state else { return nil }
                return isDone
            }
            return isDone.map { $0.wait(timeout: .now() + .milliseconds(limit)) == .success } ?? true
        }
    }

    private struct State {
        var isCancelled = false
        var running: [Int: Statement] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    package var isCancelled: Bool { state.withLock(\.isCancelled) }

    package func cancel() {
        let running = state.withLock { state in
            state.isCancelled = true
            return Array(state.running.values)
        }
        for statement in running { statement.cancel() }
    }

    /// `request` asks the server to end the statement, and `hurry`, before it, is told that it is asked; false when the
    /// statement is not to be started.
    func statementStarts(
        _ session: Int, hurry: @escaping @Sendable () -> Void = {}, _ request: @escaping @Sendable () -> Void
    ) -> Bool {
        state.withLock { state in
            guard !state.isCancelled else { return false }
            state.running[session] = Statement(hurry: hurry, request)
            return true
        }
    }

    /// Waits for a cancel request that is under way for this very statement; false when it takes longer than so many
    /// milliseconds, and may hit what comes after.
    @discardableResult
    func statementEnded(_ session: Int, within limit: Int = AnswerWatch.margin) -> Bool {
        let statement = state.withLock { $0.running.removeValue(forKey: session) }
        return statement?.end(within: limit) ?? true
    }
}
