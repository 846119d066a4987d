import Dispatch
private import Glibc
import Synchronization

/// Ends the wait for a server that says nothing any more: its `statement_timeout` hangs with it.
///
/// A session tells when it begins to wait within libpq and when it got something. A wait that takes too long ends by
/// shutting the socket down, after which the call that is blocked returns; nothing is closed or freed from here. What has
/// arrived and was not read yet is an answer. There is one alarm for many statements, not one for each.
final class AnswerWatch: Sendable {
    private struct State {
        var socket: CInt
        /// Of the wait that there is.
        var limit = 0
        var deadline: DispatchTime?
        var alarm: DispatchTime?
        var isHurried = false
        var expiredAfter: Int?
    }

    /// Milliseconds that a server has for what takes it no time, and beyond its own timeout.
    static let margin = 10_000
    private static let queue = DispatchQueue(label: "seedd.answers")

    private let state: Mutex<State>

    /// Keeps a descriptor of its own until it is closed: libpq may close its one while the watch looks, and the number
    /// would be another file's.
    init(socket: CInt) {
        state = Mutex(State(socket: fcntl(socket, F_DUPFD_CLOEXEC, 0)))
    }

    deinit { close() }

    /// Milliseconds that the server was silent when it was given up.
    var expiredAfter: Int? { state.withLock(\.expiredAfter) }

    /// A wait that is under way goes on. Milliseconds; nil is no limit, until `hurry`.
    func begin(limit: Int?) {
        state.withLock { state in
            guard state.deadline == nil else { return }
            state.limit = state.isHurried ? min(limit ?? .max, Self.margin) : limit ?? .max
            restart(&state)
        }
    }

    func end() { state.withLock { $0.deadline = nil } }

    /// The statement was told to end: it has the margin for that, in this wait or the next ones.
    func hurry() {
        state.withLock { state in
            state.isHurried = true
            guard state.deadline != nil else { return }
            state.limit = min(state.limit, Self.margin)
            restart(&state)
        }
    }

    /// The next statement has its whole time.
    func statementStarts() { state.withLock { $0.isHurried = false } }

    /// Gives the connection up.
    func expire() { state.withLock { expire(&$0, after: Self.margin) } }

    /// Its session is over.
    func close() {
        state.withLock { state in
            state.deadline = nil
            if state.socket >= 0 { _ = Glibc.close(state.socket) }
            state.socket = -1
        }
    }

    private func restart(_ state: inout State) {
        guard state.limit != .max else {
            state.deadline = .distantFuture
            return
        }
        let deadline = DispatchTime.now() + .milliseconds(state.limit)
        state.deadline = deadline
        setAlarm(deadline, &state)
    }

    /// A later alarm that there is finds itself replaced.
    private func setAlarm(_ time: DispatchTime, _ state: inout State) {
        if let alarm = state.alarm, alarm <= time { return }
        state.alarm = time
        Self.queue.asyncAfter(deadline: time) { [weak self] in self?.ring(time) }
    }

    private func ring(_ time: DispatchTime) {
        state.withLock { state in
            guard state.alarm == time else { return }
            state.alarm = nil
            guard let deadline = state.deadline, deadline != .distantFuture else { return }
            if DispatchTime.now() < deadline {
                setAlarm(deadline, &state)
            } else if Self.hasInput(state.socket) {
                restart(&state)
            } else {
                expire(&state, after: state.limit)
            }
        }
    }

    private func expire(_ state: inout State, after limit: Int) {
        state.expiredAfter = state.expiredAfter ?? limit
        state.deadline = nil
        shutdown(state.socket, Int32(SHUT_RDWR))
    }

    private static func hasInput(_ socket: CInt) -> Bool {
        var descriptor = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) > 0
    }
}
