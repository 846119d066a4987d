import CLibPQ

// PG_DIAG_* are character macros, which Swift does not import (postgres_ext.h).
let pgDiagSQLState = Int32(UInt8(ascii: "C"))
let pgDiagMessagePrimary = Int32(UInt8(ascii: "M"))
private let pgDiagDetail = Int32(UInt8(ascii: "D"))
private let pgDiagHint = Int32(UInt8(ascii: "H"))
private let pgDiagContext = Int32(UInt8(ascii: "W"))
private let pgDiagSchema = Int32(UInt8(ascii: "s"))
private let pgDiagTable = Int32(UInt8(ascii: "t"))
private let pgDiagColumn = Int32(UInt8(ascii: "c"))
private let pgDiagConstraint = Int32(UInt8(ascii: "n"))

extension Session {
    static func text(_ pointer: UnsafePointer<CChar>?) -> String? { pointer.map { String(cString: $0) } }
    static func text(_ pointer: UnsafeMutablePointer<CChar>?) -> String? { pointer.map { String(cString: $0) } }

    /// The error a result carries, or the connection's when the server could not answer any more.
    func error(_ result: OpaquePointer?) -> PostgresError {
        guard let result, let sqlState = Self.text(PQresultErrorField(result, pgDiagSQLState)) else {
            if let silence { return silence }
            let message = String(cString: PQerrorMessage(connection))
            // A failure that no server has a code for is libpq's own, of sending or receiving; after a failed send it
            // does not mark the connection bad.
            let lost = isBroken || result.map { PQresultStatus($0) == PGRES_FATAL_ERROR } == true
            return PostgresError(
                lost ? .connectionLost : .unexpectedReply, message.split(separator: "\n").first.map(String.init) ?? "")
        }
        let message = Self.text(PQresultErrorField(result, pgDiagMessagePrimary)) ?? ""
        // 57P01…57P03: the server is going away and closes the connection after saying so.
        let lost = isBroken || ["57P01", "57P02", "57P03"].contains(sqlState)
        let cancelled = sqlState == "57014" && state.cancellation.isCancelled
        var error = PostgresError(
            cancelled ? .cancelled : lost ? .connectionLost : .server, message, sqlState: sqlState)
        error.detail = Self.text(PQresultErrorField(result, pgDiagDetail))
        error.hint = Self.text(PQresultErrorField(result, pgDiagHint))
        error.context = Self.text(PQresultErrorField(result, pgDiagContext))
        error.schema = Self.text(PQresultErrorField(result, pgDiagSchema))
        error.table = Self.text(PQresultErrorField(result, pgDiagTable))
        error.column = Self.text(PQresultErrorField(result, pgDiagColumn))
        error.constraint = Self.text(PQresultErrorField(result, pgDiagConstraint))
        return error
    }

    /// Reads results until the server is ready again, so that the next statement finds a clean line.
    func drain() {
        while let result = nextResult() {
            let status = PQresultStatus(result)
            PQclear(result)
            // After a protocol error libpq can repeat a COPY state for ever.
            if isBroken { break }
            if status == PGRES_COPY_IN { _ = waiting { PQputCopyEnd(connection, "abandoned") } }
            if status == PGRES_COPY_OUT { while skipCopyRow() {} }
        }
        finishStatement()
    }

    private func skipCopyRow() -> Bool {
        var buffer: UnsafeMutablePointer<CChar>?
        let length = nextCopyData(&buffer, waits: true)
        PQfreemem(buffer)
        return length > 0
    }

    func finishStatement() {
        state.hasPendingResults = false
        state.watch.end()
        // A request that is still on its way could hit the next statement.
        let isSafe = state.cancellation.statementEnded(state.identifier, within: isBroken ? 0 : AnswerWatch.margin)
        if !isSafe { state.watch.expire() }
    }

    /// Ends the statement and throws what `result` says.
    func fail(_ result: OpaquePointer?) -> PostgresError {
        var error = error(result)
        PQclear(result)
        drain()
        // A statement that could not be sent has no result; only the drain finds the end of the connection.
        if error.kind == .unexpectedReply, isBroken { error.kind = .connectionLost }
        return error
    }
}
