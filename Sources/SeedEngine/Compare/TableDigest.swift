/// How many rows a relation has and the sum of their digests.
package struct TableDigest: Sendable, Equatable {
    package var rows: Int
    /// A decimal number; sums of 64-bit digests outgrow 64 bits.
    package var sum: String

    package init(rows: Int, sum: String) {
        self.rows = rows
        self.sum = sum
    }
}
