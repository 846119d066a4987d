import SeedModel

/// How jobs stand, as the targets remember it.
package struct StatusReport {
    package var jobs: [JobStatus]
    package var options: ReportOptions

    package init(_ jobs: [JobStatus], options: ReportOptions = ReportOptions()) {
        self.jobs = jobs
        self.options = options
    }

    package func write(_ format: ReportFormat, to output: @escaping (String) throws -> Void) throws {
        guard let form = format.documentForm else { return try writeText(to: output) }
        try DocumentWriter.write(.status, form, to: output) { document in
            try document.key("jobs")
            try document.array { document in for job in jobs { try write(job, to: &document) } }
        }
    }

    private func write(_ status: JobStatus, to document: inout DocumentWriter) throws {
        try document.object { document in
            try document.member("job", status.job)
            try document.member("environment", status.environment)
            if let run = status.lastRun {
                try document.key("last_run")
                try document.object { document in
                    try document.member("run", run.id)
                    try document.member("action", run.kind.rawValue)
                    try document.member("result", Self.result)
                    try document.member("finished_at", run.finishedAt)
                    try document.member("insert", run.counts.insert)
                    try document.member("update", run.counts.update)
                    try document.member("delete", run.counts.delete)
                    try document.member("unchanged", run.counts.unchanged)
                }
            } else {
                try document.member("last_run", nil as String?)
            }
            try document.member("snapshot", status.lastRun?.snapshot)
            try document.member("holds", status.holds)
            try document.member("source", "history")
        }
    }

    /// The history of a target knows of no other runs.
    private static let result = "committed"

    private func writeText(to output: (String) throws -> Void) throws {
        guard !options.quiet else {
            for job in jobs { try output(Printable.escaped(job.job) + "\n") }
            return
        }
        guard !jobs.isEmpty else { return }
        var table = TextTable([
            .left("JOB"), .left("TO"), .left("LAST RUN"), .left("ACTION"), .left("RESULT"), .right("ROWS"),
            .left("SNAPSHOT BEFORE"), .right("HELD"), .left("SOURCE"),
        ])
        for job in jobs {
            let run = job.lastRun
            table.append([
                job.job, job.environment, run?.finishedAt ?? "never", run?.kind.rawValue ?? "",
                run == nil ? "" : Self.result, run.map { "\($0.counts.changes)" } ?? "", run?.snapshot ?? "",
                "\(job.holds)", "history",
            ])
        }
        for line in table.lines(width: options.width, color: options.color) { try output(line + "\n") }
    }
}
