/// Why a snapshot goes.
package enum RemovalReason: String, Sendable {
    case noRule = "no rule keeps it"
    case maxSize = "max_size"
}
