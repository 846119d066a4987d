import CLibPQ

/// One row of text values; nil is NULL.
package typealias TextRow = [String?]

extension Session {
    /// Sends statements without waiting, so that two servers can work at once. Read every result after it.
    ///
    /// Several statements, separated by semicolons, are one message; values become literals.
    package func send(_ sql: SQL) throws(PostgresError) {
        try start(sql.inlined, []) { text, _ in PQsendQuery(connection, text) }
    }

    /// Runs statements that have nothing to wait for, by a server that says so within `limit` milliseconds.
    func execute(_ sql: SQL, within limit: Int) throws(PostgresError) {
        try start(sql.inlined, [], within: limit) { text, _ in PQsendQuery(connection, text) }
        try finish()
    }

    /// Runs statements whose rows don't matter and returns the row count of the last.
    @discardableResult
    package func execute(_ sql: SQL) throws(PostgresError) -> Int {
        try send(sql)
        return try finish()
    }

    /// ROLLBACK, unlock and the like: run even after a cancellation.
    package func executeDespiteCancellation(_ sql: SQL) throws(PostgresError) {
        let text = sql.inlined
        state.onStatement?(text)
        state.isCancellable = false
        // The outcome of a COMMIT matters. Of the others the server takes care itself when the connection is gone.
        state.answerLimit = text == "COMMIT" ? answerLimit(text) : AnswerWatch.margin
        state.watch.statementStarts()
        guard waiting({ PQsendQuery(connection, text) }) == 1 else { throw fail(nil) }
        try finish()
    }

    /// Reads what is left of the statements sent and returns the row count of the last.
    @discardableResult
    package func finish() throws(PostgresError) -> Int {
        var count = 0
        while let result = nextResult() {
            switch PQresultStatus(result) {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
                count = Int(Self.text(PQcmdTuples(result)) ?? "") ?? 0
                PQclear(result)
            default:
                throw fail(result)
            }
        }
        finishStatement()
        return count
    }

    /// All rows of one statement, for results known to be small.
    package func rows(_ sql: SQL) throws(PostgresError) -> [TextRow] {
        var rows: [TextRow] = []
        try forEachRow(sql) { row in rows.append(row) }
        return rows
    }

    /// Streams the rows of one statement; no more than one is in memory.
    package func forEachRow(_ sql: SQL, _ body: (TextRow) -> Void) throws(PostgresError) {
        let (text, values) = sql.parameterized
        try start(text, values) { text, values in
            Self.withOptionalCStrings(values) { list in
                PQsendQueryParams(connection, text, Int32(values.count), nil, list, nil, nil, 0)
            }
        }
        PQsetSingleRowMode(connection)
        while let result = nextResult() {
            switch PQresultStatus(result) {
            case PGRES_SINGLE_TUPLE:
                body(row(result, 0))
                PQclear(result)
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK:
                PQclear(result)
            default:
                throw fail(result)
            }
        }
        finishStatement()
    }

    /// The rows of the next statement of a batch that `send` started; nil when there is none left.
    package func nextRows() throws(PostgresError) -> [TextRow]? {
        guard let result = nextResult() else {
            finishStatement()
            return nil
        }
        switch PQresultStatus(result) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK:
            defer { PQclear(result) }
            return (0..<PQntuples(result)).map { row(result, $0) }
        default:
            throw fail(result)
        }
    }

    private func row(_ result: OpaquePointer, _ number: Int32) -> TextRow {
        (0..<PQnfields(result)).map { column in
            guard PQgetisnull(result, number, column) == 0 else { return nil }
            let length = Int(PQgetlength(result, number, column))
            state.bytesReceived += length
            let bytes = UnsafeRawBufferPointer(start: PQgetvalue(result, number, column), count: length)
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    private func start(
        _ text: String, _ values: [String?], within limit: Int? = nil, _ send: (String, [String?]) -> Int32
    ) throws(PostgresError) {
        precondition(!state.hasPendingResults, "the results of the statement before were not read")
        state.onStatement?(text)
        let (watch, cancelHandle) = (state.watch, state.cancelHandle)
        watch.statementStarts()
        guard
            state.cancellation.statementStarts(
                state.identifier, hurry: { watch.hurry() }, { cancelHandle.request() })
        else {
            throw PostgresError(.cancelled, "cancelled")
        }
        state.hasPendingResults = true
        state.isCancellable = true
        state.answerLimit = limit ?? answerLimit(text)
        guard waiting({ send(text, values) }) == 1 else {
            throw fail(nil)
        }
    }

    private static func withOptionalCStrings<Result>(
        _ values: [String?], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
    ) -> Result {
        withCStrings(values.map { $0 ?? "" }) { list in
            let pointers = values.indices.map { values[$0] == nil ? nil : list?[$0] }
            return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
        }
    }
}
