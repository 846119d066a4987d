import CLibPQ
private import Glibc

extension Session {
    /// Bytes that are sent at once: few enough that a socket that has room takes them, as a rule, without blocking.
    private static let relayChunk = 1 << 16

    /// Runs one COPY … FROM STDIN and fills it from a COPY … TO STDOUT of another session.
    ///
    /// One thread serves both servers: it reads ahead while this one has no room, and sends while the other has no rows.
    /// It may wait for this one alone once a `RelayBuffer` is full, or within a chunk where a socket, as TCP's may, has
    /// room for a part of it only. `onRows` is told how many rows were read, after each chunk. Returns the rows that were
    /// read, and those the server says it stored; rows that it refuses are an error when all have been read.
    package func copyIn(
        _ sql: SQL, from source: borrowing Session, _ query: SQL, onRows: (Int) -> Void = { _ in }
    ) throws -> (read: Int, stored: Int) {
        var read = 0
        let stored = try copyIn(sql) { send in
            try source.copyingOut(query) { read = try relay(from: source, onRows, send) }
        }
        return (read, stored)
    }

    private func relay(
        from source: borrowing Session, _ onRows: (Int) -> Void, _ send: (Span<UInt8>) throws -> Void
    ) throws -> Int {
        var buffer = RelayBuffer()
        var (rows, isOver) = (0, false)
        while true {
            reading: while !isOver, !buffer.isFull {
                switch try source.nextCopyRow(into: &buffer.bytes, waits: false) {
                case .row: rows += 1
                case .pending: break reading
                case .end: isOver = true
                }
            }
            if isOver, buffer.isEmpty { return rows }
            let wantsRows = !isOver && !buffer.isFull
            // Sending little by little would wake the server for each row.
            let wantsRoom = !wantsRows || buffer.count >= Self.relayChunk
            guard try hasRoom(asked: wantsRoom, orRowsOf: source, asked: wantsRows) else { continue }
            try buffer.send(atMost: Self.relayChunk, send)
            onRows(rows)
        }
    }

    /// Waits until this session can take bytes, which is when true is returned, or `source` has sent some.
    private func hasRoom(
        asked wantsRoom: Bool, orRowsOf source: borrowing Session, asked wantsRows: Bool
    ) throws(PostgresError) -> Bool {
        let (input, output) = (PQsocket(source.connection), PQsocket(connection))
        guard input >= 0 else { throw source.fail(source.nextResult()) }
        guard output >= 0 else { throw copyInRefused() }
        // A server that can't get rid of its notices takes nothing either: they are read whatever is waited for.
        var sockets = [
            pollfd(fd: output, events: Int16(wantsRoom ? POLLIN | POLLOUT : POLLIN), revents: 0),
            pollfd(fd: wantsRows ? input : -1, events: Int16(POLLIN), revents: 0),
        ]
        if wantsRoom { state.watch.begin(limit: state.answerLimit) }
        if wantsRows { source.state.watch.begin(limit: source.state.answerLimit) }
        let ready = poll(&sockets, 2, source.hidesInput ? 10 : -1)
        // A look at hidden input is not the end of the wait for it.
        if ready != 0 {
            state.watch.end()
            source.state.watch.end()
        }
        guard ready >= 0 else { return false }
        let (target, rows) = (Int32(sockets[0].revents), sockets[1].revents)
        if target & ~POLLOUT != 0, PQconsumeInput(connection) == 0 { throw copyInRefused() }
        if wantsRows, rows != 0 || ready == 0, PQconsumeInput(source.connection) == 0 {
            throw source.fail(source.nextResult())
        }
        return wantsRoom && target & POLLOUT != 0
    }

    /// Bytes may be waiting in the encryption library, where `poll` does not see them.
    private var hidesInput: Bool { PQsslInUse(connection) == 1 || PQgssEncInUse(connection) == 1 }
}
