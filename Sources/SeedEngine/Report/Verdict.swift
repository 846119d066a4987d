package import SeedModel

/// The one line that says how a plan or a run ended; scripts and people look for it at the end of the text.
package enum Verdict {
    /// `plan: 12 to insert, 3 to update, 1 to delete, 240 unchanged in 4 tables`
    package static func plan(_ counts: ChangeCounts, tables: Int) -> String {
        line("plan", ["to insert", "to update", "to delete"], counts, tables)
    }

    /// `run: 12 inserted, 3 updated, 1 deleted, 240 unchanged in 4 tables`
    package static func run(_ counts: ChangeCounts, tables: Int) -> String {
        line("run", ["inserted", "updated", "deleted"], counts, tables)
    }

    /// `diff: 12 added, 3 changed, 1 removed, 240 unchanged in 4 tables`
    static func difference(_ counts: ChangeCounts, tables: Int) -> String {
        line("diff", ["added", "changed", "removed"], counts, tables)
    }

    private static func line(_ kind: String, _ verbs: [String], _ counts: ChangeCounts, _ tables: Int) -> String {
        let numbers = [counts.insert, counts.update, counts.delete]
        var parts = zip(numbers, verbs).map { "\($0) \($1)" }
        parts.append("\(counts.unchanged) unchanged")
        if counts.held > 0 { parts.append("\(counts.held) held") }
        if counts.conflict > 0 { parts.append("\(counts.conflict) in conflict") }
        return "\(kind): \(parts.joined(separator: ", ")) in \(tables.counted("table"))"
    }
}
