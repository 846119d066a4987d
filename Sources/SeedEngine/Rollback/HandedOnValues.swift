import SeedModel

/// Values that other rows of a plan will have: references to them may stay, where NO ACTION asks nothing else.
///
/// They are hashes of the text: a collision hides a row from the plan, not from the run.
struct HandedOnValues {
    private let fields: [Int]
    private let kinds: Set<ChangeKind>
    private var planned: Set<Int> = []

    /// `fields` of the parent's rows are what `key` references.
    init(_ fields: [Int], of key: CatalogForeignKey, in parent: TablePlan) throws {
        self.fields = fields
        var kinds: Set<ChangeKind> = []
        if key.onDelete == .noAction { kinds.insert(.delete) }
        if key.onUpdate == .noAction { kinds.insert(.update) }
        self.kinds = kinds
        guard !kinds.isEmpty, fields.count == key.parentColumns.count else { return }
        var planned: Set<Int> = []
        try parent.changes.forEachRecord { record in
            if record.kind.isWritten, let after = record.after { planned.insert(Self.hash(after, fields)) }
            return true
        }
        self.planned = planned
    }

    /// Whether what is referenced of the record's row is another's afterwards.
    func include(_ record: ChangeRecord) -> Bool {
        guard kinds.contains(record.kind), let before = record.before else { return false }
        return planned.contains(Self.hash(before, fields))
    }

    private static func hash(_ row: [UInt8], _ fields: [Int]) -> Int {
        let all = CopyText.fields(row.span)
        var hasher = Hasher()
        for field in fields {
            hasher.combine(all[field].count)
            for index in all[field] { hasher.combine(row[index]) }
        }
        return hasher.finalize()
    }
}
