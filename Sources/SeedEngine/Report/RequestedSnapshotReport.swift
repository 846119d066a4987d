import SeedModel

/// The snapshots that were asked for, one line each.
package struct RequestedSnapshotReport {
    let snapshots: [RequestedSnapshot]
    let options: ReportOptions

    package init(_ snapshots: [RequestedSnapshot], options: ReportOptions) {
        self.snapshots = snapshots
        self.options = options
    }

    package func write(_ format: ReportFormat, to output: @escaping (String) throws -> Void) throws {
        guard let form = format.documentForm else { return try writeText(to: output) }
        try DocumentWriter.write(.snapshot, form, layout: options.layout, to: output) { document in
            try document.key("snapshots")
            try document.array { document in
                for snapshot in snapshots { try write(snapshot, to: &document) }
            }
        }
    }

    private func write(_ snapshot: RequestedSnapshot, to document: inout DocumentWriter) throws {
        try document.object { document in
            try document.member("id", snapshot.id.description)
            try document.member("job", snapshot.job)
            try document.member("environment", snapshot.environment)
            try document.member("unchanged", snapshot.isUnchanged)
            try document.member("tables", snapshot.tables)
            try document.member("rows", snapshot.rows)
            try document.member("stored_bytes", snapshot.storedBytes)
            try document.member("duration_ms", snapshot.durationMs)
        }
    }

    private func writeText(to output: (String) throws -> Void) throws {
        for snapshot in snapshots {
            guard !options.quiet else {
                try output("\(snapshot.id)\n")
                continue
            }
            let what = "\(Printable.escaped(snapshot.job)) in \(Printable.escaped(snapshot.environment))"
            let size = "\(snapshot.rows.counted("row")) in \(snapshot.tables.counted("table"))"
            try output(
                snapshot.isUnchanged
                    ? "unchanged: \(what), \(size), as in snapshot \(snapshot.id)\n"
                    : "snapshot \(snapshot.id): \(what), \(size), \(ByteSize.rounded(snapshot.storedBytes)) new\n")
        }
    }
}
