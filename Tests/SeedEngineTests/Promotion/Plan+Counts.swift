import SeedModel

@testable import SeedEngine

extension Plan {
    /// `table: +inserts ~updates -deletes` of the tables that change, sorted.
    var summary: [String] {
        tables.filter { $0.counts.changes > 0 }.map { table in
            "\(table.target.name): +\(table.counts.insert) ~\(table.counts.update) -\(table.counts.delete)"
        }.sorted()
    }

    /// The changes of the only table that has some.
    var changes: [Change] {
        get throws {
            var changes: [Change] = []
            for table in tables {
                try table.changes.forEach { change in
                    changes.append(change)
                    return true
                }
            }
            return changes
        }
    }
}
