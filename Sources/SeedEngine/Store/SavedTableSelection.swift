import SeedModel

/// The tables of snapshots that `--table` means: globs, of which none is all.
struct SavedTableSelection {
    let patterns: [String]

    init(_ patterns: [String]) { self.patterns = patterns }

    /// Those of `names` that are meant, each once, in their order; `owner` is what has them.
    ///
    /// Throws `notFound` for a pattern that means none.
    func select(from names: [TableName], of owner: String) throws(SeedError) -> [TableName] {
        for pattern in patterns where !names.contains(where: { Glob(pattern).selects($0) }) {
            throw SeedError(
                .notFound, "table \(pattern)", "is not in \(owner)",
                hint: EditDistance.hint(for: pattern, among: Set(names.map(\.description)).sorted()))
        }
        var seen: Set<TableName> = []
        return names.filter { name in
            (patterns.isEmpty || patterns.contains { Glob($0).selects(name) }) && seen.insert(name).inserted
        }
    }
}
