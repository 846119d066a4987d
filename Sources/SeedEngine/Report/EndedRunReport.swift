import SeedModel

/// A run that has just ended, for `seedd status --follow`: a line, or a document of kind `status` on a line.
package struct EndedRunReport {
    private let run: StatusRun
    private let options: ReportOptions

    package init(_ run: StatusRun, options: ReportOptions = ReportOptions()) {
        self.run = run
        self.options = options
    }

    package func write(_ format: ReportFormat, to output: @escaping (String) throws -> Void) throws {
        guard let form = format.documentForm else {
            return try output((options.quiet ? run.run.job : run.line) + "\n")
        }
        try DocumentWriter.write(.status, form, layout: .inline, to: output) { document in
            try document.member("source", run.source.rawValue)
            try document.key("jobs")
            try document.array { document in
                try document.object { document in
                    try document.member("job", run.run.job)
                    try document.member("environment", run.run.to)
                    try document.key("last_run")
                    try document.object { try run.write(to: &$0) }
                }
            }
        }
    }
}
