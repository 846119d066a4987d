/// Kinds of rows that a run writes, as labels.
enum WrittenRows: String, CaseIterable {
    case inserted, updated, deleted

    func count(_ counts: ChangeCounts) -> Int {
        switch self {
        case .inserted: counts.insert
        case .updated: counts.update
        case .deleted: counts.delete
        }
    }
}
