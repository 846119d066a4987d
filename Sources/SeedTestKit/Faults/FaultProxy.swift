import Foundation
import Synchronization

/// Stands between a client and a PostgreSQL server and cuts the connection at a moment of the test's choice, once.
///
/// Sessions after the cut pass, unless `refusesAfterwards`. The moments are those of a session that has sent LOCK TABLE:
/// a plan also ends its transactions with COMMIT, and is left alone.
package final class FaultProxy: Sendable {
    package enum Listening: Sendable { case unixSocket, tcp }

    package enum Fault: Sendable, Equatable {
        case none
        /// COMMIT never reaches the server.
        case beforeCommit
        /// The server has carried out COMMIT; its answer is lost.
        case replyOfCommit
        /// COMMIT has reached the server, which has not answered after a moment.
        case whileCommitting
        /// This many bytes of a COPY TO STDOUT have come from the server.
        case copyOut(bytes: Int)
    }

    private struct State {
        var hasCut = false
        var commits = 0
    }

    let server: String
    let fault: Fault
    private let refusesAfterwards: Bool
    private let listener: CInt
    private let state = Mutex(State())
    /// The folder of the socket: the `host` to connect to.
    package let directory: String
    /// 0 for a Unix socket.
    package let port: Int

    /// `server` is the folder of the server's socket.
    package init(
        to server: String, listening: Listening = .unixSocket, fault: Fault = .none, refusesAfterwards: Bool = false
    ) throws {
        self.server = "\(server)/.s.PGSQL.5432"
        self.fault = fault
        self.refusesAfterwards = refusesAfterwards
        directory = try TestScratch.makeDirectory("proxy")
        switch listening {
        case .unixSocket: (listener, port) = (try Socket.listen(path: "\(directory)/.s.PGSQL.5432"), 0)
        case .tcp: (listener, port) = try Socket.listenTCP()
        }
        let listener = listener
        Thread.detachNewThread { [weak self] in
            while true {
                let client = accept(listener, nil, nil)
                // A command that inherits it would keep a connection open that was cut.
                _ = fcntl(client, F_SETFD, FD_CLOEXEC)
                guard client >= 0 else { return }
                guard let self, !self.isClosed else {
                    close(client)
                    continue
                }
                Thread.detachNewThread { ProxiedSession(client: client, proxy: self).run() }
            }
        }
    }

    deinit {
        shutdown(listener, CInt(SHUT_RDWR))
        close(listener)
    }

    /// Whether the cut took place.
    package var hasCut: Bool { state.withLock(\.hasCut) }
    /// COMMITs of writing transactions that were passed on.
    package var commits: Int { state.withLock(\.commits) }

    private var isClosed: Bool { refusesAfterwards && hasCut }

    /// True for the first who asks: the cut is theirs.
    func claimCut() -> Bool {
        state.withLock { state in
            defer { state.hasCut = true }
            return !state.hasCut
        }
    }

    func commitPassed() { state.withLock { $0.commits += 1 } }
}
