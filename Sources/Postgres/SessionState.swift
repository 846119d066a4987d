import CLibPQ

/// What a session remembers; a class, because methods only borrow the session. Used on the session's lane alone.
final class SessionState {
    let name: String
    let cancellation: Cancellation
    let cancelHandle: CancelHandle
    let watch: AnswerWatch
    let identifier: Int
    let onStatement: ((String) -> Void)?
    let onNotice: ((String) -> Void)?
    var bytesReceived = 0
    var rowsReceived = 0
    /// A COPY or a batch is under way: results are still to come.
    var hasPendingResults = false
    /// Milliseconds, as the server has it; 0 is no limit.
    var statementTimeout = 0
    /// Milliseconds that the server may be silent; nil is no limit.
    var answerLimit: Int? = AnswerWatch.margin
    /// The statement that runs ends by a cancellation, which leaves nothing of it.
    var isCancellable = false

    init(
        name: String, connection: OpaquePointer, cancellation: Cancellation, cancelHandle: CancelHandle,
        onStatement: ((String) -> Void)?, onNotice: ((String) -> Void)?
    ) {
        self.name = name
        self.cancellation = cancellation
        self.cancelHandle = cancelHandle
        self.onStatement = onStatement
        self.onNotice = onNotice
        identifier = Int(bitPattern: connection)
        watch = AnswerWatch(socket: PQsocket(connection))
    }
}
