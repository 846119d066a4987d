package import SeedModel

/// That a job failed in one of its targets, among the documents of those in which it did not.
package struct TargetFailureReport {
    private let job: String
    private let from: String
    private let to: String
    private let error: SeedError
    private let exitCode: Int32
    private let options: ReportOptions

    package init(job: String, from: String, to: String, error: SeedError, exitCode: Int32, options: ReportOptions) {
        self.job = job
        self.from = from
        self.to = to
        self.error = error
        self.exitCode = exitCode
        self.options = options
    }

    /// Nothing as text: there an error is no result.
    package func write(_ format: ReportFormat, to output: @escaping (String) throws -> Void) throws {
        guard let form = format.documentForm else { return }
        try DocumentWriter.write(.failure, form, layout: options.layout, to: output) { document in
            try document.member("job", job)
            try document.member("from", from)
            try document.member("to", to)
            try document.member("error", error.code.rawValue)
            try document.member("exit_code", Int(exitCode))
            try document.member("message", error.description)
            try document.member("hint", error.hint)
        }
    }
}
