/// How many edits lie between two words: insert, delete, replace, or swap of two neighbours.
package enum EditDistance {
    /// Optimal string alignment distance over Unicode scalars, upper and lower case taken as equal.
    package static func between(_ left: String, _ right: String) -> Int {
        let left = Array(left.lowercased().unicodeScalars)
        let right = Array(right.lowercased().unicodeScalars)
        var beforeLast = [Int]()
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
                var best = min(replaced, last[column + 1] + 1, current[column] + 1)
                let swapped =
                    row > 0 && column > 0 && left[row] == right[column - 1] && left[row - 1] == right[column]
                if swapped { best = min(best, beforeLast[column - 1] + 1) }
                current.append(best)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }

    /// The candidate a person most likely meant, or nil where none is near enough to be more than noise.
    package static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        // A word of any length from a hostile file must not cost length × candidates.
        guard word.utf8.count <= 64 else { return nil }
        let limit = max(1, word.unicodeScalars.count / 3)
        let ranked =
            candidates
            .filter { $0.utf8.count <= 128 }
            .map { (distance: between(word, $0), name: $0) }
            .filter { $0.distance <= limit }
        return ranked.min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
    }
}
