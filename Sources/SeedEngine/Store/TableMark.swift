/// Where on a server the rows of a table were read, so that rows written since can be told by their transaction.
package struct TableMark: Sendable, Equatable, Codable {
    /// Oid of the table.
    package var relation: String
    /// SHA-256 of what decides how the rows print besides what is in them.
    package var layout: String
    /// `pg_snapshot_xmin`: every transaction before it was over, 64 bits.
    package var horizon: UInt64
}
