import CLibPQ
import Dispatch

/// What a cancel request needs to know of a connection, for as long as anybody may send one.
///
/// `PQcancel` may be called from any thread on a handle made by `PQgetCancel`, also when the connection is closed: it
/// reads only that handle, which nobody writes.
final class CancelHandle: @unchecked Sendable {
    private let pointer: OpaquePointer
    /// Cancel requests open a connection each; they wait on a thread of their own, not on one of the caller's or for each
    /// other. A concurrent queue would share the few threads that all such queues have.
    static func onItsOwn(_ body: @escaping @Sendable () -> Void) {
        DispatchQueue(label: "seedd.cancel").async(execute: body)
    }

    /// nil when libpq is out of memory.
    init?(_ connection: OpaquePointer) {
        guard let pointer = PQgetCancel(connection) else { return nil }
        self.pointer = pointer
    }

    deinit { PQfreeCancel(pointer) }

    /// Opens a connection, which may take as long as the network wants, or for ever where the server hangs.
    func request() {
        var message = [CChar](repeating: 0, count: 256)
        _ = PQcancel(pointer, &message, Int32(message.count))
    }

    /// False when the server did not take the request within so many milliseconds; it may still do so.
    func request(within limit: Int) -> Bool {
        let isDone = DispatchSemaphore(value: 0)
        Self.onItsOwn {
            self.request()
            isDone.signal()
        }
        return isDone.wait(timeout: .now() + .milliseconds(limit)) == .success
    }
}
