import Foundation

/// One connection through a `FaultProxy`, carried by a thread of its own.
struct ProxiedSession {
    private static let commit = Array("Q\0\0\0\u{b}COMMIT\0".utf8)[...]
    private static let lock = Array("LOCK TABLE".utf8)[...]
    private static let copy = Array("COPY ".utf8)[...]

    let client: CInt
    let proxy: FaultProxy
    private var writes = false
    private var copies = false
    private var copied = 0
    private var losesReply = false

    init(client: CInt, proxy: FaultProxy) {
        self.client = client
        self.proxy = proxy
    }

    func run() {
        var session = self
        // Closing alone would not end it for the other side while a command that was just started has it too.
        defer {
            shutdown(client, CInt(SHUT_RDWR))
            close(client)
        }
        guard let server = try? Socket.connect(path: proxy.server) else { return }
        defer {
            shutdown(server, CInt(SHUT_RDWR))
            close(server)
        }
        session.carry(server)
    }

    private mutating func carry(_ server: CInt) {
        while true {
            var ends = [
                pollfd(fd: client, events: Int16(POLLIN), revents: 0),
                pollfd(fd: server, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&ends, 2, -1) >= 0 || errno == EINTR else { return }
            if ends[0].revents != 0 {
                let bytes = Socket.receive(from: client)
                guard !bytes.isEmpty, fromClient(bytes, server) else { return }
            }
            if ends[1].revents != 0 {
                let bytes = Socket.receive(from: server)
                guard !bytes.isEmpty, fromServer(bytes) else { return }
            }
        }
    }

    /// False when the connection is to end.
    private mutating func fromClient(_ bytes: [UInt8], _ server: CInt) -> Bool {
        if bytes.contains(Self.lock) { writes = true }
        if bytes.contains(Self.copy) { copies = true }
        guard writes, bytes.contains(Self.commit) else { return Socket.send(bytes[...], to: server) }
        if proxy.fault == .beforeCommit, proxy.claimCut() { return false }
        proxy.commitPassed()
        guard Socket.send(bytes[...], to: server) else { return false }
        if proxy.fault == .replyOfCommit { losesReply = proxy.claimCut() }
        if proxy.fault == .whileCommitting, proxy.claimCut() {
            usleep(200_000)
            return false
        }
        return true
    }

    private mutating func fromServer(_ bytes: [UInt8]) -> Bool {
        if losesReply { return false }
        if case .copyOut(let limit) = proxy.fault, copies {
            copied += bytes.count
            if copied > limit, proxy.claimCut() {
                _ = Socket.send(bytes.prefix(bytes.count / 2), to: client)
                return false
            }
        }
        return Socket.send(bytes[...], to: client)
    }
}

extension [UInt8] {
    fileprivate func contains(_ pattern: ArraySlice<UInt8>) -> Bool {
        guard count >= pattern.count, let first = pattern.first else { return false }
        return (0...(count - pattern.count)).contains { start in
            self[start] == first && self[start..<(start + pattern.count)] == pattern
        }
    }
}
