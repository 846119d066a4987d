import SeedModel

/// One snapshot with its tables.
package struct SnapshotDetail {
    let id: SnapshotID
    let manifest: SnapshotManifest
    let options: ReportOptions

    package init(_ id: SnapshotID, _ manifest: SnapshotManifest, options: ReportOptions = ReportOptions()) {
        self.id = id
        self.manifest = manifest
        self.options = options
    }

    package func write(_ format: ReportFormat, to output: @escaping (String) throws -> Void) throws {
        guard format == .text, !options.quiet else {
            let entry = SnapshotEntry(id: id, state: .intact(manifest))
            return try SnapshotsReport([entry], options: options).write(format, to: output)
        }
        let target = manifest.target
        let place = [target.host, target.port.map(String.init)].compactMap(\.self).joined(separator: ":")
        let facts = [
            ("snapshot", id.description), ("taken", "\(manifest.createdAt)"), ("job", manifest.job),
            ("environment", target.environment), ("reason", manifest.reason.rawValue), ("run", manifest.run ?? ""),
            ("database", target.database + (place.isEmpty ? "" : " at \(place)")),
            ("rows", "\(manifest.rows), \(ByteSize.rounded(manifest.rawBytes))"),
            ("stored", ByteSize.rounded(manifest.bytes)),
        ]
        for (name, value) in facts where !value.isEmpty {
            let line = StyledText(name.padded(to: 13), .folded) + StyledText(Printable.escaped(value))
            try output(line.rendered(color: options.color) + "\n")
        }
        try output("\n")
        var table = TextTable([
            .left("TABLE"), .right("ROWS"), .right("RAW"), .right("STORED"), .left("DIGEST", cuts: true),
        ])
        for saved in manifest.tables {
            table.append([
                "\(saved.table)", "\(saved.rows)", ByteSize.rounded(saved.rawBytes),
                ByteSize.rounded(saved.storedBytes),
                saved.digest,
            ])
        }
        for line in table.lines(width: options.width, color: options.color) { try output(line + "\n") }
        guard options.verbosity > 0 else { return }
        for saved in manifest.tables { try describe(saved, to: output) }
    }

    /// What of a table is saved, and how.
    private func describe(_ table: SnapshotManifest.Table, to output: (String) throws -> Void) throws {
        try output("\n\(Printable.escaped("\(table.table)"))\n")
        let facts = [
            ("filter", table.filter ?? ""), ("key", table.key.joined(separator: ", ")),
            ("columns", table.columns.map { "\($0.name) \($0.type)" }.joined(separator: ", ")),
            ("deltas", table.deltas.map { "\($0.count)" } ?? ""),
        ]
        for (name, value) in facts where !value.isEmpty {
            let line = StyledText("  " + name.padded(to: 11), .folded) + StyledText(Printable.escaped(value))
            try output(line.rendered(color: options.color) + "\n")
        }
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - utf8.count))
    }
}
