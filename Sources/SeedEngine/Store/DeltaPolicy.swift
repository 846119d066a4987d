/// When a table is stored as what changed in it, and when all rows are written anew.
package struct DeltaPolicy: Sendable {
    /// Deltas a table may have: each is read whenever the table is.
    package static let most = 8

    /// Bytes of a rows file below which it is written anew rather than read with a delta.
    package var smallestBase = 64 << 10
    /// Share of the rows' text that all deltas may come to.
    package var largestShare = 1.0 / 3

    package init() {}

    func allows(deltas: Int, text: Int, on base: StoredFile) -> Bool {
        deltas <= Self.most && base.bytes >= smallestBase && Double(text) <= largestShare * Double(base.rawBytes)
    }
}
