/// How a table's source rows are found that may differ from the target.
enum ReadingMethod: Sendable, Equatable {
    /// All rows of both sides are compared.
    case content(FullCompare)
    /// Rows written by a transaction that was not over at this horizon are looked up in the target.
    case written(since: UInt64)
    /// Rows with a stamp from this mark on, by an index: the job trusts its column.
    case stamped(since: String)

    /// Why a table with `track:` is compared in full.
    enum FullCompare: Sendable, Equatable {
        case notTracked
        case requested
        case narrowed
        case held
        case noWatermark
        case unreadable
        case otherDefinition
        case otherSource
        case lostHorizon
        case due(reconcile: String)
        case emptyTarget
        case manyWritten
        /// The table can't be tracked at all.
        case impossible(String)
    }
}

extension ReadingMethod.FullCompare {
    /// The comparison says what tracking had not seen.
    var isReconciliation: Bool {
        switch self {
        case .due, .requested: true
        default: false
        }
    }

    /// For a person, after "compared in full: ".
    var reason: String {
        switch self {
        case .notTracked: "the job does not track it"
        case .requested: "--full was given"
        case .narrowed: "rows were selected"
        case .held: "rows of it are held"
        case .noWatermark: "it has not been read before, or it was rolled back or released since"
        case .unreadable: "seedd.watermark may not be read: GRANT SELECT ON seedd.watermark"
        case .otherDefinition: "the rule, or the table's columns, are others than when it was read last"
        case .otherSource: "the source is another server or table than was read last, or was started again"
        case .lostHorizon: "what was read last is too many transactions ago"
        case .due(let interval): "a reconcile is due (every \(interval))"
        case .emptyTarget: "the target is empty"
        case .manyWritten: "more than a tenth of it was written since it was read last"
        case .impossible(let why): why
        }
    }

}
