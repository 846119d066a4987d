/// Who wrote a row of the target last, as far as `xmin` tells.
enum Provenance: UInt8, Sendable {
    case unknown
    /// A sync of the job.
    case sync
    /// A rollback of the job.
    case rollback
    /// Neither: somebody else, or a run that is not recorded.
    case other

    /// From a column of `RunTransactions.provenance`.
    init(column: UInt8) {
        switch column {
        case UInt8(ascii: "s"): self = .sync
        case UInt8(ascii: "r"): self = .rollback
        default: self = .other
        }
    }
}
