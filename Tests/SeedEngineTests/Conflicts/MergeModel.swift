/// Rows of three columns in memory: what `on_conflict: merge` has to make of two tables, column by column.
struct MergeModel {
    typealias Row = [String?]

    var source: [Int: Row] = [:]
    var target: [Int: Row] = [:]
    /// As promoted last.
    private var base: [Int: Row] = [:]
    /// A run has seen all rows: one that is not among `base` was inserted.
    private var isCovered = false

    /// Carries out a run; returns how many rows stay in conflict.
    mutating func promote() -> Int {
        var conflicts = 0
        for key in Set(source.keys).union(target.keys).union(base.keys) {
            let (from, to) = (source[key], target[key])
            guard let known = base[key] else {
                if !isCovered || to == nil || from == to {
                    (target[key], base[key]) = (from, from)
                } else if from != nil {
                    conflicts += 1
                }
                continue
            }
            switch (from, to) {
            case (nil, nil): base[key] = nil
            case (nil, let to?):
                if to == known { (target[key], base[key]) = (nil, nil) } else { conflicts += 1 }
            case (let from?, nil): if from != known { conflicts += 1 }
            case (let from?, let to?):
                if let merged = Self.merged(from, to, known) {
                    (target[key], base[key]) = (merged, from)
                } else {
                    conflicts += 1
                }
            }
        }
        isCovered = true
        return conflicts
    }

    private static func merged(_ from: Row, _ to: Row, _ base: Row) -> Row? {
        var row: Row = []
        for column in base.indices {
            if to[column] == base[column] || from[column] == to[column] {
                row.append(from[column])
            } else if from[column] == base[column] {
                row.append(to[column])
            } else {
                return nil
            }
        }
        return row
    }
}
