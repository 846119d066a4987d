import SeedModel

/// Which failures another attempt may mend without anybody's help.
enum RetryPolicy {
    /// A connection, a serialization failure, a lock. Not what will be the same again: a database that does not exist, a
    /// statement that takes longer than it may, a disk that is full.
    static func isWorthwhile(_ error: SeedError) -> Bool {
        guard error.code == .unavailable || error.code == .tryAgain else { return false }
        return !["3D000", "57014", "53100"].contains(error.sqlState)
    }
}
