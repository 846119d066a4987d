import SeedModel

extension SQLScript {
    /// What a person should know before running it. Names are escaped: none ends the comment.
    func writeHeader(_ text: ScriptText) throws {
        let tables = changing.map { table in
            "  \(Printable.escaped("\(table.target)")): \(Self.words(table.counts))"
        }
        let leftOut = plan.counts.held + plan.counts.conflict
        let lines =
            [
                "Job \(Printable.quoted(plan.job)), from \(Printable.quoted(plan.from)) to \(Printable.quoted(plan.to)),",
                "planned \(createdAt) by seedd \(Printable.escaped(version)) for the database "
                    + "\(Printable.quoted(target.database)): \(Self.words(plan.counts)).",
            ] + tables
            + (leftOut > 0 ? ["Left as they are: \(leftOut.counted("row")) that are held or in conflict."] : [])
            + [
                "", "Run it with psql 15 or later, as a role that may do what `seedd sync` would:", "",
                "    psql -X -v ON_ERROR_STOP=1 -d DATABASE -f FILE", "",
                "It is one transaction. Rows that are not as they were when the plan was made end it, and nothing is written.",
                "No snapshot is taken: `seedd rollback` can't undo it.",
                "With -v any_database=1 it runs in another database too; -v lock_timeout=30s waits longer than 5 s for locks.",
            ]
        try text.write(lines.map { $0.isEmpty ? "--\n" : "-- \($0)\n" }.joined())
    }

    /// `12 to insert, 3 to update`.
    static func words(_ counts: ChangeCounts) -> String {
        let parts = [(counts.insert, "insert"), (counts.update, "update"), (counts.delete, "delete")]
        let words = parts.filter { $0.0 > 0 }.map { "\($0.0) to \($0.1)" }
        return words.isEmpty ? "nothing to write" : words.joined(separator: ", ")
    }
}
