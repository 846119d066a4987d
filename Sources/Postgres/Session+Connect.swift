import CLibPQ

#if canImport(Glibc)
    import Glibc
#endif

extension Session {
    /// Connects and pins the session's settings.
    ///
    /// `name`: what statements and notices are attributed to, an environment's name.
    /// `onStatement`: told of every statement before it is sent.
    /// Throws `.connectFailed` with the server's SQLSTATE where it gave one; `.cancelled`.
    package static func connect(
        _ parameters: ConnectionParameters, name: String, settings: SessionSettings,
        cancellation: Cancellation, onStatement: ((String) -> Void)? = nil, onNotice: ((String) -> Void)? = nil
    ) throws(PostgresError) -> Session {
        var parameters = parameters
        parameters.setDefault("connect_timeout", "10")
        parameters.setDefault("keepalives_idle", "30")
        parameters.setDefault("keepalives_interval", "10")
        parameters.setDefault("keepalives_count", "3")
        parameters.setDefault("application_name", "seedd")

        let connection = try open(parameters, cancellation)
        guard let cancelHandle = CancelHandle(connection) else {
            PQfinish(connection)
            throw PostgresError(.connectFailed, "libpq is out of memory")
        }
        let state = SessionState(
            name: name, connection: connection, cancellation: cancellation,
            cancelHandle: cancelHandle, onStatement: onStatement, onNotice: onNotice)
        // The state outlives the connection: the session owns both, and deinit closes the connection first.
        PQsetNoticeReceiver(
            connection,
            { context, result in
                guard let context, let result else { return }
                let state = Unmanaged<SessionState>.fromOpaque(context).takeUnretainedValue()
                state.onNotice?(Session.text(PQresultErrorField(result, pgDiagMessagePrimary)) ?? "")
            }, Unmanaged.passUnretained(state).toOpaque())

        let session = Session(connection: connection, state: state)
        // Takes no time, but where the server hangs: there is no timeout yet.
        try session.execute(settings.sql, within: AnswerWatch.margin)
        state.statementTimeout = settings.statementTimeout
        return session
    }

    private static func open(
        _ parameters: ConnectionParameters, _ cancellation: Cancellation
    ) throws(PostgresError) -> OpaquePointer {
        let pairs = parameters.values.sorted { $0.key < $1.key }
        let connection = withCStrings(pairs.map(\.key)) { keywords in
            withCStrings(pairs.map(\.value)) { values in PQconnectStartParams(keywords, values, 0) }
        }
        guard let connection else { throw PostgresError(.connectFailed, "libpq is out of memory") }
        // Verbose, so that the message of a failed login carries its SQLSTATE: there is no result to ask.
        PQsetErrorVerbosity(connection, PQERRORS_VERBOSE)
        do throws(PostgresError) {
            let seconds = Int(parameters["connect_timeout"] ?? "") ?? 10
            try poll(connection, deadline: seconds == 0 ? nil : seconds, cancellation)
        } catch {
            PQfinish(connection)
            throw error
        }
        PQsetErrorVerbosity(connection, PQERRORS_DEFAULT)
        return connection
    }

    /// Drives the handshake, looking up every 100 ms whether it is still wanted: a black-holed host must not hold Ctrl-C.
    private static func poll(
        _ connection: OpaquePointer, deadline seconds: Int?, _ cancellation: Cancellation
    ) throws(PostgresError) {
        let clock = ContinuousClock()
        let end = seconds.map { clock.now + .seconds($0) }
        var wanted = PGRES_POLLING_WRITING
        while wanted != PGRES_POLLING_OK {
            guard PQstatus(connection) != CONNECTION_BAD, wanted != PGRES_POLLING_FAILED else {
                throw connectError(connection)
            }
            guard !cancellation.isCancelled else { throw PostgresError(.cancelled, "cancelled while connecting") }
            if let end, clock.now >= end {
                throw PostgresError(.connectFailed, "no answer within \(seconds ?? 0) s")
            }
            var descriptor = pollfd(
                fd: PQsocket(connection), events: Int16(wanted == PGRES_POLLING_READING ? POLLIN : POLLOUT), revents: 0)
            if Glibc.poll(&descriptor, 1, 100) > 0 { wanted = PQconnectPoll(connection) }
        }
    }

    /// libpq's text repeats host names and user names, which may be shown, and on its first line only.
    private static func connectError(_ connection: OpaquePointer) -> PostgresError {
        let text = String(cString: PQerrorMessage(connection)).split(separator: "\n").first.map(String.init) ?? ""
        var error = PostgresError(.connectFailed, text)
        // "connection to server …failed: FATAL:  28P01: password authentication failed for user …"; the severity, which
        // may be of five letters too or translated, is followed by two spaces.
        if let match = text.firstMatch(of: /\S:  ([0-9A-Z]{5}): (.*)$/) {
            error.sqlState = String(match.1)
            error.message = String(match.2)
        }
        return error
    }

    /// A null-terminated array of C strings for the duration of `body`.
    static func withCStrings<Result>(
        _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
    ) -> Result {
        var bytes: [CChar] = []
        var offsets: [Int] = []
        for string in strings {
            offsets.append(bytes.count)
            bytes.append(contentsOf: string.utf8CString)
        }
        return bytes.withUnsafeBufferPointer { buffer in
            let pointers = offsets.map { buffer.baseAddress?.advanced(by: $0) } + [nil]
            return pointers.withUnsafeBufferPointer { list in body(list.baseAddress) }
        }
    }
}
