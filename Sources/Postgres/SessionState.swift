import CLibPQ

/// What a session remembers; a class, because methods only borrow the session. Used on the session's lane alone.
final class SessionState {
    let name: String
    let cancellation: Cancellation
    let cancelHandle: Cancellation.Handle
    let identifier: Int
    let onStatement: ((String) -> Void)?
    let onNotice: ((String) -> Void)?
    var bytesReceived = 0
    var rowsReceived = 0
    /// A COPY or a batch is under way: results are still to come.
    var hasPendingResults = false

    init(
        name: String, connection: OpaquePointer, cancellation: Cancellation, cancelHandle: Cancellation.Handle,
        onStatement: ((String) -> Void)?, onNotice: ((String) -> Void)?
    ) {
        self.name = name
        self.cancellation = cancellation
        self.cancelHandle = cancelHandle
        self.onStatement = onStatement
        self.onNotice = onNotice
        identifier = Int(bitPattern: connection)
    }
}
