import SeedModel

/// A row in conflict as it is to be: somebody's values in the columns in the way, and in the others what either side has
/// edited.
struct MergedValues {
    private let values: [ConflictEntry.Value]
    private let change: Change
    private let columns: [String]

    init(_ values: [ConflictEntry.Value], of change: Change, columns: [String]) {
        self.values = values
        self.change = change
        self.columns = columns
    }

    private var inTheWay: [Int] { change.conflicting.filter(columns.indices.contains) }

    /// Why the values are none for this row.
    func problems(at place: FilePlace) -> [ConfigurationProblem] {
        func problem(_ place: FilePlace, _ text: String) -> ConfigurationProblem {
            ConfigurationProblem(line: place.line, column: place.column, text)
        }
        guard change.after != nil else {
            return [problem(place, "the source has no such row: only source or target can be chosen")]
        }
        let names = inTheWay.map { columns[$0] }
        let unknown = values.filter { !names.contains($0.column) }.map { value in
            let near = EditDistance.suggestion(for: value.column, among: names)
            return problem(value.place, "\(Quoted(value.column)) is no column in the way\(near)")
        }
        let missing = names.filter { name in !values.contains { $0.column == name } }
        return unknown + missing.map { problem(place, "\"values\" has none for \(Quoted($0))") }
    }

    /// nil where the source has no such row.
    var row: [String?]? {
        guard let source = change.after else { return nil }
        var row = source
        if let target = change.before {
            let base = change.edit?.base
            // What only the target has edited stays.
            for column in row.indices where base.map({ $0[column].isSame(source[column]) }) ?? false {
                row[column] = target[column]
            }
        }
        for value in values {
            if let column = columns.firstIndex(of: value.column) { row[column] = value.value }
        }
        return row
    }
}

extension String? {
    /// As the database compares: by bytes.
    fileprivate func isSame(_ other: String?) -> Bool {
        switch (self, other) {
        case (nil, nil): true
        case (let left?, let right?): left.utf8.elementsEqual(right.utf8)
        default: false
        }
    }
}
