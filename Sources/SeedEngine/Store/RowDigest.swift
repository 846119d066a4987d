/// The digest of a table's rows as a manifest states it: the sum of the digests of the rows, whatever their order, which a
/// client can correct by a single row.
package struct RowDigest: Sendable, Equatable, Codable {
    /// How digests are made now. Those of another form are none to compare with.
    private static let currentForm = 2

    /// Nil is 1, which took some integers and times for equal that are not.
    private var form: Int? = currentForm
    /// Of every digest in the table's files.
    package var seed: Int64
    /// Decimal; sums of 64-bit digests outgrow 64 bits.
    package var sum: String

    package init(seed: Int64, sum: String) {
        self.seed = seed
        self.sum = sum
    }

    /// Whether the server would come to the same digests of the same rows today.
    var isCurrent: Bool { form == Self.currentForm }
}

/// Adds up the digests of rows.
struct DigestTally: Equatable {
    private(set) var rows = 0
    private(set) var sum: Int128 = 0

    init() {}

    /// Goes on from what a manifest says; nil where it says no number, or one that so many digests can't come to.
    init?(_ digest: RowDigest, rows: Int) {
        guard let sum = Int128(digest.sum), sum.magnitude <= UInt128(rows.magnitude) << 63 else { return nil }
        self.rows = rows
        self.sum = sum
    }

    mutating func add(_ digest: Int64) {
        rows += 1
        sum += Int128(digest)
    }

    mutating func remove(_ digest: Int64) {
        rows -= 1
        sum -= Int128(digest)
    }

    func digest(seed: Int64) -> RowDigest { RowDigest(seed: seed, sum: "\(sum)") }
}
