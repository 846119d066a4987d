import CLibPQ

extension Session {
    /// Waits for the next statement that was sent to begin its COPY TO STDOUT.
    package func beginCopyOut() throws(PostgresError) {
        let result = nextResult()
        guard PQresultStatus(result) == PGRES_COPY_OUT else { throw fail(result) }
        PQclear(result)
    }

    /// What `nextCopyRow` came to.
    enum CopyStep {
        case row
        /// No whole row has arrived yet.
        case pending
        case end
    }

    /// Appends the next row of a COPY TO STDOUT to `buffer`: a line with its newline, or a binary tuple.
    ///
    /// - Returns: false at the end; the next statement of the message, or `finish()`, may then be read.
    package func copyRow(into buffer: inout [UInt8]) throws(PostgresError) -> Bool {
        try nextCopyRow(into: &buffer, waits: true) == .row
    }

    func nextCopyRow(into buffer: inout [UInt8], waits: Bool) throws(PostgresError) -> CopyStep {
        var data: UnsafeMutablePointer<CChar>?
        let length = nextCopyData(&data, waits: waits)
        switch length {
        case 1...:
            state.bytesReceived += Int(length)
            state.rowsReceived += 1
            buffer.append(contentsOf: UnsafeRawBufferPointer(start: data, count: Int(length)))
            PQfreemem(data)
            return .row
        case 0: return .pending
        case -1:
            let result = nextResult()
            guard PQresultStatus(result) == PGRES_COMMAND_OK else { throw fail(result) }
            PQclear(result)
            return .end
        default:
            throw fail(nextResult())
        }
    }

    /// Runs one COPY … TO STDOUT and hands out its bytes in chunks of about `chunk` bytes, always whole rows.
    package func copyOut(_ sql: SQL, chunk: Int = 1 << 16, _ body: (Span<UInt8>) throws -> Void) throws {
        var buffer: [UInt8] = []
        buffer.reserveCapacity(chunk * 2)
        try copyingOut(sql) {
            while try copyRow(into: &buffer) {
                if buffer.count >= chunk {
                    try body(buffer.span)
                    buffer.removeAll(keepingCapacity: true)
                }
            }
            if !buffer.isEmpty { try body(buffer.span) }
        }
    }

    /// Runs one COPY … TO STDOUT; `body` reads it to its end.
    func copyingOut(_ sql: SQL, _ body: () throws -> Void) throws {
        try send(sql)
        try beginCopyOut()
        do {
            try body()
        } catch {
            // Nothing to do after an error of this session; `body` may throw one of another.
            abandon()
            throw error
        }
        try finish()
    }

    /// Runs one COPY … FROM STDIN; `body` is lent a function that sends bytes. Returns the rows copied.
    @discardableResult
    package func copyIn(_ sql: SQL, _ body: ((Span<UInt8>) throws -> Void) throws -> Void) throws -> Int {
        try send(sql)
        let result = nextResult()
        guard PQresultStatus(result) == PGRES_COPY_IN else { throw fail(result) }
        PQclear(result)
        do {
            try body { bytes in
                let sent = bytes.withUnsafeBytes { bytes in
                    waiting {
                        PQputCopyData(
                            connection, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
                    }
                }
                guard sent == 1 else { throw copyInRefused() }
            }
        } catch {
            // Still pending unless the error is this session's own; the rows may come from another that failed.
            if state.hasPendingResults {
                _ = waiting { PQputCopyEnd(connection, "abandoned by the client") }
                drain()
            }
            throw error
        }
        guard waiting({ PQputCopyEnd(connection, nil) }) == 1 else { throw copyInRefused() }
        return try finish()
    }

    /// Stops whatever statement is running and throws its results away; the transaction is then failed, not lost.
    package func abandon() {
        guard state.hasPendingResults else { return }
        // A server that is gone would not be asked either: the request waits for a connection of its own.
        if !isBroken {
            state.watch.hurry()
            if !state.cancelHandle.request(within: AnswerWatch.margin) { state.watch.expire() }
        }
        drain()
    }

    /// The server's reason is in the result, not in what `PQputCopyData` returned.
    func copyInRefused() -> PostgresError {
        _ = waiting { PQputCopyEnd(connection, "abandoned") }
        return fail(nextResult())
    }
}
