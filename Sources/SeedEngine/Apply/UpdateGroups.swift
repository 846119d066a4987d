import SeedModel

/// Numbers the sets of columns that updates change, so that each is written by a statement of its own.
///
/// Setting a column to what it holds already is not free: it fires `UPDATE OF` triggers, needs the column's privilege
/// and writes a value kept out of line anew.
struct UpdateGroups {
    private let limit: Int
    private let everyColumn: [Int]
    private var numbers: [[Int]: Int] = [:]
    private(set) var groups: [Group] = []

    struct Group {
        /// Columns the updates of the group set.
        var columns: [Int]
        /// How many rows they hit.
        var rows = 0
    }

    init(limit: Int, keyCount: Int, columns: Int) {
        self.limit = limit
        everyColumn = Array(keyCount..<columns)
    }

    /// The number of an update's group; 0 for other changes, which have none.
    mutating func number(of record: ChangeRecord) -> Int {
        guard record.kind == .update, let before = record.before, let after = record.after else { return 0 }
        let number = number(ofColumns: Self.changedColumns(before.span, after.span))
        groups[number].rows += 1
        return number
    }

    private mutating func number(ofColumns changed: [Int]) -> Int {
        if let number = numbers[changed] { return number }
        let set = groups.count < limit ? changed : everyColumn
        if let number = numbers[set] { return number }
        numbers[set] = groups.count
        groups.append(Group(columns: set))
        return groups.count - 1
    }

    private static func changedColumns(_ before: Span<UInt8>, _ after: Span<UInt8>) -> [Int] {
        let old = CopyText.fields(before)
        let new = CopyText.fields(after)
        return new.indices.filter { index in
            guard index < old.count, old[index].count == new[index].count else { return true }
            return zip(old[index], new[index]).contains { before[$0] != after[$1] }
        }
    }
}
