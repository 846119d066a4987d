import CLibPQ

// Calls of libpq that may block, each of them watched while it does.
extension Session {
    /// The next result; nil when the server is ready for another statement.
    func nextResult() -> OpaquePointer? {
        // A result that is there already takes no wait: most rows of a stream.
        guard PQisBusy(connection) == 1 else { return PQgetResult(connection) }
        return waiting { PQgetResult(connection) }
    }

    /// What `PQgetCopyData` returns; without `waits` 0 when no whole row has arrived.
    func nextCopyData(_ data: inout UnsafeMutablePointer<CChar>?, waits: Bool) -> Int32 {
        let length = PQgetCopyData(connection, &data, 1)
        guard length == 0, waits else { return length }
        state.watch.begin(limit: state.answerLimit)
        defer { state.watch.end() }
        return PQgetCopyData(connection, &data, 0)
    }

    /// Runs a call that ends when the server answers, or takes what is sent.
    func waiting<Result>(_ call: () -> Result) -> Result {
        state.watch.begin(limit: state.answerLimit)
        defer { state.watch.end() }
        return call()
    }

    /// Milliseconds that the server may take for a message. Each statement of several has a timeout of its own, and what
    /// the first ones say may wait in the server for the last.
    func answerLimit(_ text: String) -> Int? {
        guard state.statementTimeout > 0 else { return nil }
        return state.statementTimeout * SQL.statementCount(text) + AnswerWatch.margin
    }

    /// The error of a server that was given up.
    var silence: PostgresError? {
        guard let milliseconds = state.watch.expiredAfter else { return nil }
        let isCancelled = state.isCancellable && state.cancellation.isCancelled
        return PostgresError(
            isCancelled ? .cancelled : .connectionLost, "the server did not answer within \(milliseconds / 1000) s")
    }
}
