import SeedModel

/// The tables of a job that a command line names.
struct TableSelection {
    private let patterns: [String]
    private let job: String

    /// `patterns` are globs of names at the source; none of them selects all.
    init(_ patterns: [String], job: String) {
        self.patterns = patterns
        self.job = job
    }

    /// - Throws: `notFound` for a pattern that selects nothing.
    func select(from pairs: [TablePair]) throws -> [TablePair] {
        guard !patterns.isEmpty else { return pairs }
        let chosen = pairs.filter { pair in patterns.contains { Glob($0).selects(pair.source.name) } }
        for pattern in patterns {
            let glob = Glob(pattern)
            guard !chosen.contains(where: { glob.selects($0.source.name) }) else { continue }
            throw SeedError(
                .notFound, "table \(pattern)", "is not in job \(job)",
                hint: EditDistance.hint(for: pattern, among: pairs.map { "\($0.source.name)" }))
        }
        return chosen
    }
}
