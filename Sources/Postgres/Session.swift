import CLibPQ

/// One connection to a server, owned; closing it is its end of life.
///
/// Not `Sendable`: it lives on the lane that opened it. Every method blocks until the server has answered.
package struct Session: ~Copyable {
    let connection: OpaquePointer
    let state: SessionState

    init(connection: OpaquePointer, state: SessionState) {
        self.connection = connection
        self.state = state
    }

    deinit {
        // The cancellation may outlive a statement that nobody read to its end.
        state.cancellation.statementEnded(state.identifier, within: isBroken ? 0 : AnswerWatch.margin)
        // Says good-bye, for which a server that hangs may have no room.
        state.watch.begin(limit: AnswerWatch.margin)
        PQfinish(connection)
        state.watch.close()
    }

    /// Version number as `server_version_num`, 150018 for 15.18.
    package var serverVersion: Int { Int(PQserverVersion(connection)) }
    /// The backend that libpq was told of at connect time; a pooler may have given us another since.
    package var backendPID: Int32 { PQbackendPID(connection) }
    package var isBroken: Bool { PQstatus(connection) == CONNECTION_BAD || state.watch.expiredAfter != nil }
    /// A statement failed, and only ROLLBACK will do.
    var isFailedTransaction: Bool { PQtransactionStatus(connection) == PQTRANS_INERROR }
    /// Bytes of values received so far, as results and by COPY.
    package var bytesReceived: Int { state.bytesReceived }
    /// Rows of COPY data received so far.
    package var rowsReceived: Int { state.rowsReceived }

    /// A value the server reported by itself (`server_encoding`, `in_hot_standby`…), without a round trip.
    package func reported(_ parameter: String) -> String? {
        PQparameterStatus(connection, parameter).map { String(cString: $0) }
    }
}
