import SeedModel

/// Lists the open conflicts of plans as YAML, each with what is known of it and room for a decision.
package struct ConflictFileWriter {
    private let plans: [Plan]

    package init(_ plans: [Plan]) { self.plans = plans }

    /// Open conflicts that are listed.
    package var count: Int { plans.reduce(0) { $0 + $1.counts.conflict } }

    /// The whole file.
    ///
    /// - Throws: `storeUnwritable` where there is more than anybody could decide in a file.
    package func text() throws -> String {
        var pieces: [String] = []
        var bytes = 0
        try write { piece in
            bytes += piece.utf8.count
            guard bytes <= ConflictFile.maxBytes - ConflictFile.head.utf8.count else {
                throw SeedError(
                    .storeUnwritable, "conflicts", "are more than a file of \(ConflictFile.maxBytes >> 20) MiB holds",
                    hint: "name a table with --table, or rows with --only")
            }
            pieces.append(piece)
        }
        return ConflictFile.head + pieces.joined()
    }

    private func write(to output: @escaping (String) throws -> Void) throws {
        var document = DocumentWriter(.yaml, to: output)
        try document.object { document in
            try document.member("format_version", ConflictFile.version)
            try document.member("kind", ConflictFile.kind)
            try document.key("conflicts")
            try document.array { document in
                for plan in plans {
                    for table in plan.tables where table.counts.conflict > 0 {
                        try table.changes.forEach { change in
                            if change.isOpenConflict { try write(change, table, plan, to: &document) }
                            return true
                        }
                    }
                }
            }
        }
        try document.finish()
    }

    private func write(
        _ change: Change, _ table: TablePlan, _ plan: Plan, to document: inout DocumentWriter
    ) throws {
        try document.object { document in
            try document.member("job", plan.job)
            try document.member("from", plan.from)
            try document.member("to", plan.to)
            try document.member("table", table.source.description)
            try document.key("key")
            try document.object(.inline) { document in
                for (name, value) in zip(table.key, change.key) { try document.member(name, value) }
            }
            try document.member("what", change.conflictName)
            if let since = change.edit?.since { try document.member("edited_since", since) }
            try document.key("columns")
            try document.object { document in
                for column in change.conflicting where table.columns.indices.contains(column) {
                    try document.key(table.columns[column])
                    try document.object(.inline) { document in
                        // A side that has no row says nothing, which is not NULL.
                        if let base = change.edit?.base { try document.member("base", base[column]) }
                        if let source = change.after { try document.member("source", source[column]) }
                        if let target = change.before { try document.member("target", target[column]) }
                    }
                }
            }
            try document.member("seen", ConflictDigest(change, of: table).text)
            try document.member("resolution", nil as String?)
        }
    }
}

extension Change {
    /// What was done to the row on either side, for a person.
    fileprivate var conflictName: String {
        if before == nil { return "deleted in the target, edited at the source" }
        if after == nil { return "edited in the target, deleted at the source" }
        return edit?.base == nil ? "inserted on both sides" : "edited on both sides"
    }
}
