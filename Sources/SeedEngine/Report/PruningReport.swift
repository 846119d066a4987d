import SeedModel

/// What pruning did, or with `isDryRun` would do: every snapshot with the reasons.
package struct PruningReport {
    let pruning: Pruning
    let isDryRun: Bool
    let options: ReportOptions

    package init(_ pruning: Pruning, isDryRun: Bool, options: ReportOptions = ReportOptions()) {
        self.pruning = pruning
        self.isDryRun = isDryRun
        self.options = options
    }

    package func write(_ format: ReportFormat, to output: @escaping (String) throws -> Void) throws {
        guard let form = format.documentForm else { return try writeText(to: output) }
        try DocumentWriter.write(.snapshots, form, to: output) { document in
            try document.key("snapshots")
            try document.array { document in
                for entry in pruning.entries { try write(entry, to: &document) }
            }
            try document.member("dry_run", isDryRun)
            try document.member("removed", pruning.removed.count)
            try document.member("kept", pruning.entries.count - pruning.removed.count)
            try document.member("freed_bytes", pruning.freedBytes)
            try document.member("store_bytes", pruning.keptBytes)
        }
    }

    private func write(_ entry: Pruning.Entry, to document: inout DocumentWriter) throws {
        try SnapshotDocument(entry: entry.snapshot).write(to: &document) { document in
            try document.member("keep", entry.decision.keeps)
            try document.key("reasons")
            try document.array(.row) { document in
                for reason in entry.decision.reasons { try document.value(reason) }
            }
        }
    }

    private func writeText(to output: (String) throws -> Void) throws {
        guard !options.quiet else {
            for id in pruning.removed { try output("\(id)\n") }
            return
        }
        var table = TextTable([
            .left("ACTION"), .left("ID"), .left("JOB"), .left("ENVIRONMENT"), .left("REASONS", cuts: true),
        ])
        for entry in pruning.entries {
            let manifest = entry.snapshot.manifest
            table.append([
                entry.decision.keeps ? "keep" : "remove", entry.snapshot.id.description, manifest?.job ?? "",
                manifest?.target.environment ?? "", entry.decision.reasons.joined(separator: ", "),
            ])
        }
        if !pruning.entries.isEmpty {
            for line in table.lines(width: options.width, color: options.color) { try output(line + "\n") }
        }
        try output(verdict + "\n")
    }

    /// The last line of a text report.
    package var verdict: String {
        let removed = pruning.removed.count
        let kept = pruning.entries.count - removed
        let freed = ByteSize.rounded(pruning.freedBytes)
        return isDryRun
            ? "prune: \(removed) to remove, \(kept) to keep, \(freed) to free"
            : "prune: \(removed) removed, \(kept) kept, \(freed) freed"
    }
}
