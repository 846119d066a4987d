import SeedTestKit
import Testing

extension TestEnvironments {
    /// Types that not every server has, by what finds out, and makes what they need.
    private static let optional = [
        "citext": "CREATE EXTENSION citext", "hstore": "CREATE EXTENSION hstore", "ltree": "CREATE EXTENSION ltree",
        "xml": "SELECT xml '<a/>'", "text COLLATE \"und-x-icu\"": "SELECT 'a' COLLATE \"und-x-icu\"",
    ]

    /// Those of `types` that one of the servers lacks: the log says that they are not tested.
    func lacking(_ types: [String]) -> Set<String> {
        let lacking = Set(types).filter { type in
            guard let probe = Self.optional[type] else { return false }
            return [source, target].contains { (try? $0.psql(probe)) == nil }
        }
        if !lacking.isEmpty {
            Issue.record("NOT TESTED: a server lacks \(lacking.sorted().joined(separator: ", "))", severity: .warning)
        }
        return lacking
    }
}
