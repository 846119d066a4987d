import SeedModel

/// The holds that `seedd release` lifted, or would lift.
package struct ReleaseReport {
    package var job: String
    package var environment: String
    package var released: ReleasedHolds
    package var isDryRun: Bool
    package var options: ReportOptions

    package init(
        job: String, environment: String, released: ReleasedHolds, isDryRun: Bool,
        options: ReportOptions = ReportOptions()
    ) {
        self.job = job
        self.environment = environment
        self.released = released
        self.isDryRun = isDryRun
        self.options = options
    }

    package func write(_ format: ReportFormat, to output: @escaping (String) throws -> Void) throws {
        guard let form = format.documentForm else { return try writeText(to: output) }
        try DocumentWriter.write(.release, form, to: output) { document in
            try document.member("job", job)
            try document.member("environment", environment)
            try document.member("dry_run", isDryRun)
            try document.key("holds")
            try document.array { document in
                try released.forEach { hold in try write(hold, to: &document) }
            }
            try document.member("released", isDryRun ? 0 : released.count)
        }
    }

    private func write(_ hold: ReleasedHolds.Hold, to document: inout DocumentWriter) throws {
        try document.object(.row) { document in
            try document.member("table", "\(hold.table)")
            try document.key("key")
            try document.object(.inline) { document in
                for (column, value) in hold.key { try document.member(column, value) }
            }
            try document.member("snapshot", hold.snapshot)
            try document.member("held_since", hold.since)
        }
    }

    private func writeText(to output: (String) throws -> Void) throws {
        try released.forEach { hold in
            let key = hold.key.map { "\(Printable.escaped($0.column))=\(Printable.key($0.value))" }
            try output("\(Printable.escaped("\(hold.table)")) \(key.joined(separator: " "))\n")
        }
        guard !options.quiet else { return }
        try output(verdict + "\n")
    }

    /// The last line of a text report.
    package var verdict: String {
        guard released.count > 0 else {
            return switch released.standing {
            case 0: "release: nothing is held"
            case 1: "release: the 1 held row is not among those"
            default: "release: none of the \(released.standing) held rows is among those"
            }
        }
        return "release: \(released.count.counted("hold")) \(isDryRun ? "to lift" : "lifted") in \(environment)"
    }
}
