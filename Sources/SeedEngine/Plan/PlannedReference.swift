import Postgres
import SeedModel

/// A foreign key as the records of a plan tell it: by the columns themselves, or by the match key of the referenced row.
struct PlannedReference {
    let child: TablePlan
    /// What it is told by.
    let columns: [ProjectedColumn]
    private let key: CatalogForeignKey
    private let parent: TablePlan?
    /// Fields of a child's record, and of a planned parent's.
    private let fields: [Int]
    private let parentFields: [Int]
    /// Set where the columns are not told as they are.
    private let reference: Reference?

    /// Nil where the plan does not tell it, or has nothing that could be missing a parent.
    init?(_ key: CatalogForeignKey, in plan: Plan) {
        guard let child = plan.tables.first(where: { $0.target == key.child }), let projection = child.projection,
            child.counts.insert + child.counts.update > 0
        else { return nil }
        let parent = plan.tables.first { $0.target == key.parent }
        guard parent?.isWholeCopy != true else { return nil }
        let reference = projection.references.first { $0.constraint == key.name && $0.key.count == 1 && !$0.isPath }
        let names = reference.map { reference in
            projection.columns.filter { $0.reference?.constraint == reference.constraint }.map(\.name)
        }
        let fields = (names ?? key.childColumns).compactMap { name in
            projection.columns.firstIndex { $0.name == name && ($0.reference == nil) == (reference == nil) }
        }
        let told = reference.map { $0.key.map(\.name) } ?? key.parentColumns
        let parentFields = told.compactMap { name in parent?.columns.firstIndex(of: name) }
        guard fields.count == told.count, parent == nil || parentFields.count == told.count else { return nil }
        self.child = child
        self.parent = parent
        self.key = key
        self.reference = reference
        self.fields = fields
        self.parentFields = parentFields
        columns = fields.map { projection.columns[$0] }
    }

    /// What a written row references that it did not before; nil for nothing.
    func newValues(of record: ChangeRecord) -> [String?]? {
        guard record.kind == .insert || record.kind == .update, let after = record.after else { return nil }
        let values = Self.values(after, fields)
        guard !values.contains(nil) else { return nil }
        if record.kind == .update, let before = record.before, Self.values(before, fields) == values { return nil }
        return values
    }

    /// Hashes of what rows can reference once the plan is written, and can't any more: a collision hides a row from the
    /// plan, not from the run.
    func plannedParents() throws -> (added: Set<Int>, removed: Set<Int>) {
        var (added, removed): (Set<Int>, Set<Int>) = ([], [])
        try parent?.changes.forEachRecord { record in
            switch record.kind {
            case .insert, .update:
                if let after = record.after { added.insert(Self.values(after, parentFields).hashValue) }
            case .delete:
                if let before = record.before { removed.insert(Self.values(before, parentFields).hashValue) }
            default: break
            }
            return true
        }
        return (added, removed)
    }

    /// `FROM` and `WHERE` of the target's row with these values, as text.
    func isThere(_ values: [SQL]) -> SQL {
        let row: SQL = "seedd_p"
        let typed = zip(columns, values).map { "\($1)::\(raw: $0.type)" as SQL }
        if let reference {
            let key = reference.key[0]
            return "\(reference.target.from(row)) WHERE \(key.sameKey(key.value(row), typed[0]))"
        }
        let same = zip(zip(key.parentColumns, typed), key.equality).map { pair, equals -> SQL in
            "\(row).\(ident: pair.0) \(raw: equals) \(pair.1)"
        }
        return """
            \(ident: key.parent.schema).\(ident: key.parent.name) AS \(row) WHERE \(same, separator: " AND ")
            """
    }

    private static func values(_ line: [UInt8], _ fields: [Int]) -> [String?] {
        let own = CopyText.fields(line.span)
        return fields.map { field in
            CopyText.unescaped(line.span, own[field]).map { String(decoding: $0, as: UTF8.self) }
        }
    }
}
