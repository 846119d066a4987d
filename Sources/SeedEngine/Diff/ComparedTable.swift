import SeedModel

/// What two states of a table have in common, and so can be compared.
struct ComparedTable {
    let name: TableName
    let key: [String]
    let codec: KeyCodec
    /// In the order of the first state, match key first.
    let columns: [String]
    /// Columns that only one of them has, or of another type; those of the last kind are compared as text.
    private(set) var differing: [String] = []

    /// Nil where no key leads from one to the other.
    init?(_ before: SnapshotManifest.Table, _ after: SnapshotManifest.Table) {
        guard let codec = before.codec, codec == after.codec, before.key == after.key else { return nil }
        name = before.table
        key = before.key
        self.codec = codec
        let types = Dictionary(after.columns.map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
        columns = before.columns.map(\.name).filter { types[$0] != nil }
        differing = before.columns.filter { types[$0.name] != $0.type }.map(\.name)
        let known = Set(before.columns.map(\.name))
        differing += after.columns.map(\.name).filter { !known.contains($0) }
    }

    /// What the comparison leaves out; nil where that is nothing.
    var warning: String? {
        guard !differing.isEmpty else { return nil }
        return "columns differ, and only common ones are compared: \(differing.joined(separator: ", "))"
    }

    /// Where the columns are in the lines of `table`; nil where they are all of it, in its order.
    func fields(of table: SnapshotManifest.Table) -> [Int]? {
        let places = Dictionary(
            zip(table.columns.map(\.name), table.columns.indices), uniquingKeysWith: { first, _ in first })
        let fields = columns.compactMap { places[$0] }
        return fields == Array(table.columns.indices) ? nil : fields
    }

    func plan(
        counts: ChangeCounts, rowsBefore: Int, rowsAfter: Int, changes: ChangeLog = .empty
    ) -> TablePlan {
        TablePlan(
            source: name, target: name, key: key, columns: columns, counts: counts, sourceRows: rowsBefore,
            targetRows: rowsAfter, changes: changes)
    }
}
