import SeedModel

/// The snapshots of a store, newest first; damaged ones with the reason.
package struct SnapshotsReport {
    package var entries: [SnapshotEntry]
    /// Of the whole store, where it is told.
    package var storeBytes: Int?
    package var options: ReportOptions

    package init(_ entries: [SnapshotEntry], storeBytes: Int? = nil, options: ReportOptions = ReportOptions()) {
        self.entries = entries
        self.storeBytes = storeBytes
        self.options = options
    }

    package func write(_ format: ReportFormat, to output: @escaping (String) throws -> Void) throws {
        guard let form = format.documentForm else { return try writeText(to: output) }
        try DocumentWriter.write(.snapshots, form, to: output) { document in
            try document.key("snapshots")
            try document.array { document in
                for entry in entries { try SnapshotDocument(entry: entry).write(to: &document) }
            }
            if let storeBytes { try document.member("store_bytes", storeBytes) }
        }
    }

    private func writeText(to output: (String) throws -> Void) throws {
        guard !options.quiet else {
            for entry in entries { try output("\(entry.id.description)\n") }
            return
        }
        guard !entries.isEmpty else { return }
        var table = TextTable([
            .left("ID"), .left("TIME"), .left("JOB"), .left("ENVIRONMENT"), .left("REASON", cuts: true),
            .right("TABLES"), .right("ROWS"), .right("RAW"), .right("STORED"),
        ])
        for entry in entries {
            switch entry.state {
            case .intact(let manifest):
                table.append([
                    entry.id.description, "\(manifest.createdAt)", manifest.job, manifest.target.environment,
                    manifest.reason.rawValue, "\(manifest.tables.count)", "\(manifest.rows)",
                    ByteSize.rounded(manifest.rawBytes), ByteSize.rounded(manifest.bytes),
                ])
            case .damaged(let reason): table.append([entry.id.description, "", "", "", "damaged: \(reason)"])
            }
        }
        for line in table.lines(width: options.width, color: options.color) { try output(line + "\n") }
        if let storeBytes { try output(verdict(storeBytes) + "\n") }
    }

    private func verdict(_ storeBytes: Int) -> String {
        let damaged = entries.count { $0.manifest == nil }
        return "snapshots: \(entries.count)\(damaged > 0 ? ", \(damaged) damaged" : ""); "
            + "the store takes \(ByteSize.rounded(storeBytes))"
    }
}
