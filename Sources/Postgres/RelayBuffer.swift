/// Rows on their way from one server to another: they come whole and leave in pieces.
///
/// Never holds more than twice `limit` and the largest row.
struct RelayBuffer {
    /// Bytes that wait; with more of them no row should be added.
    static let limit = 1 << 19

    /// What was sent and not yet removed, and then what waits; rows are appended.
    var bytes: [UInt8] = []
    private var sent = 0

    init() { bytes.reserveCapacity(2 * Self.limit) }

    /// Bytes that wait.
    var count: Int { bytes.count - sent }
    var isEmpty: Bool { count == 0 }
    var isFull: Bool { count >= Self.limit }

    /// Lends the next bytes, `size` of them at most, and lets go of them.
    mutating func send(atMost size: Int, _ send: (Span<UInt8>) throws -> Void) rethrows {
        let end = min(bytes.count, sent + size)
        try send(bytes.span.extracting(sent..<end))
        sent = end
        // What waits is moved to the front once it is no more than what was sent: no byte moves for less than a byte.
        guard sent >= count else { return }
        bytes.removeFirst(sent)
        sent = 0
    }
}
