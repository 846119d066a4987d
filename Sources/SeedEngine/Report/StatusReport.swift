package import SeedModel

/// How jobs stand, as the journal or the targets remember it.
package struct StatusReport {
    package var jobs: [JobStatus]
    /// Where runs were looked for first.
    package var source: StatusSource
    /// How far back that reaches; nil where everything was remembered.
    package var since: UTCTime?
    /// The runs of each job are shown, and not only the last one.
    package var listsRuns: Bool
    package var options: ReportOptions

    package init(
        _ jobs: [JobStatus], source: StatusSource, since: UTCTime? = nil, listsRuns: Bool = false,
        options: ReportOptions = ReportOptions()
    ) {
        self.jobs = jobs
        self.source = source
        self.since = since
        self.listsRuns = listsRuns
        self.options = options
    }

    package func write(_ format: ReportFormat, to output: @escaping (String) throws -> Void) throws {
        guard let form = format.documentForm else { return try writeText(to: output) }
        try DocumentWriter.write(.status, form, to: output) { document in
            try document.member("source", source.rawValue)
            try document.member("since", since?.description)
            try document.key("jobs")
            try document.array { document in for job in jobs { try write(job, to: &document) } }
        }
    }

    private func write(_ status: JobStatus, to document: inout DocumentWriter) throws {
        try document.object { document in
            try document.member("job", status.place.job)
            try document.member("environment", status.place.to)
            try document.key("last_run")
            if let run = status.lastRun {
                try document.object { try run.write(to: &$0) }
            } else {
                try document.value(nil)
            }
            try document.member("snapshot", status.lastRun?.run.snapshot)
            try document.member("holds", status.holds)
            try status.failure.write(to: &document)
            try document.member("conflicts", status.conflicts)
            try document.member("next_run", status.times?.next?.description)
            try document.member("overdue", status.isOverdue)
            try document.member("due", status.times?.due?.description)
            try document.member("source", status.source.rawValue)
            guard listsRuns else { return }
            try document.key("runs")
            try document.array { document in
                for run in status.runs { try document.object { try run.write(to: &$0) } }
            }
        }
    }
}
