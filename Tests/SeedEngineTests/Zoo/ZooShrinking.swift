import SeedTestKit

/// Leaves out of a failing case whatever it takes not to make it pass.
struct ZooShrinking {
    private static let attempts = 400

    let databases: TestEnvironments

    init(_ databases: TestEnvironments) { self.databases = databases }

    /// The case as a script, its job and why it fails.
    func smallest(_ zoo: Zoo) async -> String {
        var zoo = zoo
        var left = Self.attempts
        var size = max(1, zoo.statements.count / 2)
        while size > 0 {
            var position = zoo.statements.count - size
            while position > -size, left > 0 {
                var smaller = zoo
                let start = max(0, position)
                smaller.statements.removeSubrange(start..<min(start + size, smaller.statements.count))
                left -= 1
                if await ZooCase(smaller, databases).verdict().isFailure { zoo = smaller }
                position -= size
            }
            size /= 2
        }
        let lines = zoo.statements.map { "-- \($0.place)\n\($0.sql);" }
        let rules = zoo.rules.map { rule in
            "-- \(zoo.tables[rule.table].name): \(rule.mode)\(rule.filter.map { ", where: \($0)" } ?? "")"
                + (rule.ignore.isEmpty ? "" : ", ignore: \(rule.ignore)")
        }
        let verdict = await ZooCase(zoo, databases).verdict()
        return (lines + rules + ["-- \(verdict)"]).joined(separator: "\n")
    }
}
