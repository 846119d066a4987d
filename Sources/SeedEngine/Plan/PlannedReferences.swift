import Postgres
import SeedModel

/// Rows outside a plan that reference what it would delete, or a value it would change, found before anybody is asked.
///
/// A plan has no temporary tables: the rows it changes are sent along by their keys. `OutsideReferences` counts again
/// under lock, and what it says decides.
struct PlannedReferences {
    /// Keys of one query: many, as each may scan a table that has no index on its reference.
    private static let batch = 50_000

    let plan: Plan

    private func table(_ name: TableName) -> TablePlan? {
        plan.tables.first { $0.target == name && $0.projection != nil && $0.counts.update + $0.counts.delete > 0 }
    }

    func findings(_ session: borrowing Session) throws -> [Finding] {
        var findings: [Finding] = []
        for key in plan.foreignKeys where key.onDelete != .nothing {
            guard let parent = table(key.parent), let projection = parent.projection else { continue }
            let child = table(key.child)
            let moved = try child.map { try movedRows($0, key) } ?? []
            let referenced = fields(key.parentColumns, of: parent)
            let handedOn = try HandedOnValues(referenced, of: key, in: parent)
            var rows = 0
            var left: [[String?]] = []
            try parent.changes.forEachRecord { record in
                guard let before = record.before, record.leaves(referenced), !handedOn.include(record) else {
                    return true
                }
                left.append(projection.keyValues(before))
                guard left.count >= Self.batch else { return true }
                rows += try count(key, left, projection, child?.projection, moved, session)
                left.removeAll(keepingCapacity: true)
                return true
            }
            if !left.isEmpty { rows += try count(key, left, projection, child?.projection, moved, session) }
            guard rows > 0 else { continue }
            findings.append(
                Finding(
                    .referencesOutside, .error, "\(key.parent)",
                    "\(rows.counted("row")) of \(key.child) "
                        + "\(key.effect(on: rows, ofDeletes: parent.counts.delete > 0)) (foreign key \(key.name))",
                    remedy: plan.remedy(ofRowsLeftBy: [key])))
        }
        return findings
    }

    /// The fields of a record that columns of the table are told by; none for one that the target alone numbers.
    private func fields(_ columns: [String], of table: TablePlan) -> [Int] {
        guard let projection = table.projection else { return [] }
        return projection.columns.indices.filter { index in
            projection.columns[index].heldIn.contains(where: columns.contains)
        }
    }

    /// Hashes of the match keys of rows that this plan deletes itself or gives another reference: a collision hides a row
    /// from the plan, not from the run.
    private func movedRows(_ child: TablePlan, _ key: CatalogForeignKey) throws -> Set<Int> {
        let references = fields(key.childColumns, of: child)
        var moved: Set<Int> = []
        guard let codec = child.projection?.codec else { return moved }
        var bytes: [UInt8] = []
        try child.changes.forEachRecord { record in
            guard let before = record.before, record.leaves(references) else { return true }
            try codec.key(ofLine: before.span, into: &bytes)
            moved.insert(bytes.hashValue)
            return true
        }
        return moved
    }

    /// `parentKeys`: the match keys of rows that go or change.
    private func count(
        _ key: CatalogForeignKey, _ parentKeys: [[String?]], _ parent: Projection, _ child: Projection?,
        _ moved: Set<Int>, _ session: borrowing Session
    ) throws -> Int {
        let reference: SQL = "seedd_c"
        let (list, join) = parent.joining(parentKeys, parent.target)
        let references = zip(zip(key.parentColumns, key.childColumns), key.equality).map { columns, equals -> SQL in
            "\(parent.target.alias).\(ident: columns.0) \(raw: equals) \(reference).\(ident: columns.1)"
        }
        let relation: SQL = """
            FROM \(list) JOIN \(parent.target.from) ON \(join)
            JOIN \(ident: key.child.schema).\(ident: key.child.name) AS \(reference)
            ON \(references, separator: " AND ")
            """
        guard let child, !moved.isEmpty else {
            return try session.rows("SELECT pg_catalog.count(*) \(relation)").first?[0].flatMap { Int($0) } ?? 0
        }
        try session.send("COPY (SELECT \(child.key.map { $0.value(reference) }) \(relation)) TO STDOUT")
        try session.beginCopyOut()
        var count = 0
        var line: [UInt8] = []
        var bytes: [UInt8] = []
        while try session.copyRow(into: &line) {
            line.removeLast()
            try child.codec.key(ofLine: line.span, into: &bytes)
            if !moved.contains(bytes.hashValue) { count += 1 }
            line.removeAll(keepingCapacity: true)
        }
        try session.finish()
        return count
    }
}

extension ChangeRecord {
    /// Whether what `fields` hold is not to be found in the row any more.
    fileprivate func leaves(_ fields: [Int]) -> Bool {
        switch kind {
        case .delete: return true
        case .update:
            guard let before, let after else { return false }
            let (old, new) = (CopyText.fields(before.span), CopyText.fields(after.span))
            return fields.contains { before[old[$0]] != after[new[$0]] }
        default: return false
        }
    }
}
