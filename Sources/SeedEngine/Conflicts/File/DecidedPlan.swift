import SeedModel

/// A plan in which the entries of a conflict file find their rows.
struct DecidedPlan {
    private(set) var plan: Plan
    let file: String
    let isSelection: Bool
    private let problems = ProblemList()
    private var stale: [String] = []

    /// Rows that a refusal names.
    private static let named = 20

    init(plan: Plan, file: String, isSelection: Bool) {
        self.plan = plan
        self.file = file
        self.isSelection = isSelection
    }

    mutating func decide(_ entries: [ConflictEntry]) throws {
        for (name, entries) in Dictionary(grouping: entries, by: \.table).sorted(by: { $0.key < $1.key }) {
            if let table = plan.tables.first(where: { $0.source.description == name }) {
                try decide(entries, in: table)
            } else if !isSelection, let first = entries.first {
                let near = EditDistance.suggestion(for: name, among: plan.tables.map(\.source.description))
                problems.add(first.place, "job \(plan.job) has no table \(Quoted(name))\(near)")
            }
        }
        if let error = problems.error(.badData, file: file, subject: "resolutions") { throw error }
        guard !stale.isEmpty else { return }
        let more = stale.count > Self.named ? ["and \(stale.count - Self.named) more"] : []
        throw SeedError(
            .refused, "job \(plan.job)",
            "\(stale.count.counted("decision")) of \(file) \(stale.count == 1 ? "is" : "are") about a row as it is not any more; "
                + "nothing was written",
            hint: "write the conflicts anew with seedd plan --conflicts",
            detail: (stale.prefix(Self.named) + more).joined(separator: "\n"))
    }

    private mutating func decide(_ entries: [ConflictEntry], in table: TablePlan) throws {
        let bySeen = Dictionary(entries.map { ($0.seen, $0) }) { first, _ in first }
        let keys = Set(entries.map { ConflictKey($0.key.map(\.value)) })
        var found: Set<String> = []
        var others: Set<ConflictKey> = []
        plan = try plan.deciding(in: table.target) { change in
            guard change.isOpenConflict else { return .asPlanned }
            let key = ConflictKey(change.key)
            guard let entry = bySeen[ConflictDigest(change, of: table).text] else {
                if keys.contains(key) { others.insert(key) }
                return .asPlanned
            }
            found.insert(entry.seen)
            guard entry.key.map(\.column) == table.key, ConflictKey(entry.key.map(\.value)) == key else {
                problems.add(entry.place, "\"key\" is not that of the row which was decided about")
                return .asPlanned
            }
            return try decision(entry, change, table)
        }
        for entry in entries where !entry.isOpen && !found.contains(entry.seen) {
            let isOther = others.contains(ConflictKey(entry.key.map(\.value)))
            guard isOther || !isSelection else { continue }
            let what = isOther ? "is another conflict by now" : "is no open conflict any more"
            stale.append("\(file):\(entry.place.line): \(entry.row) \(what)")
        }
    }

    private func decision(_ entry: ConflictEntry, _ change: Change, _ table: TablePlan) throws -> RowDecision {
        switch entry.resolution {
        case .open: return .asPlanned
        case .source: return .source
        case .target: return .target
        case .values(let values):
            let merged = MergedValues(values, of: change, columns: table.columns)
            for problem in merged.problems(at: entry.place) { problems.add(problem) }
            return merged.row.map(RowDecision.values) ?? .asPlanned
        }
    }
}

/// A match key by its bytes: two spellings of one letter are two keys.
private struct ConflictKey: Hashable {
    private let values: [[UInt8]?]

    init(_ values: [String?]) { self.values = values.map { $0.map { Array($0.utf8) } } }
}
