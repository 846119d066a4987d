import SeedModel

/// Snapshots that were looked at: whole, or damaged and how.
package struct VerificationReport {
    let entries: [SnapshotEntry]
    /// Whether the rows were read as well.
    let readsData: Bool
    let options: ReportOptions

    package init(_ entries: [SnapshotEntry], readsData: Bool, options: ReportOptions = ReportOptions()) {
        self.entries = entries
        self.readsData = readsData
        self.options = options
    }

    package var damaged: Int { entries.count { $0.manifest == nil } }

    package func write(_ format: ReportFormat, to output: @escaping (String) throws -> Void) throws {
        guard let form = format.documentForm else { return try writeText(to: output) }
        try DocumentWriter.write(.snapshots, form, to: output) { document in
            try document.key("snapshots")
            try document.array { document in
                for entry in entries { try SnapshotDocument(entry: entry).write(to: &document) }
            }
            try document.member("data", readsData)
            try document.member("whole", entries.count - damaged)
            try document.member("damaged", damaged)
        }
    }

    /// A snapshot to a line, never cut: the path in it is where to look.
    private func writeText(to output: (String) throws -> Void) throws {
        for entry in entries {
            switch entry.state {
            case .intact:
                guard !options.quiet else { continue }
                try output("\(entry.id)  " + StyledText("ok", .inserted).rendered(color: options.color) + "\n")
            case .damaged(let reason):
                let word = StyledText("damaged", .deleted).rendered(color: options.color)
                try output(options.quiet ? "\(entry.id)\n" : "\(entry.id)  \(word): \(Printable.escaped(reason))\n")
            }
        }
        if !options.quiet { try output("verified: \(entries.count - damaged) whole, \(damaged) damaged\n") }
    }
}
