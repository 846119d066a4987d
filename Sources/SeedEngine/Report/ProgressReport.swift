package import SeedModel

/// How far a piece of work is, as a document on one line.
package struct ProgressReport {
    let reading: ProgressReading

    package init(_ reading: ProgressReading) { self.reading = reading }

    package func write(_ format: ReportFormat, to output: @escaping (String) throws -> Void) throws {
        guard let form = format.documentForm else { return try output("\(ProgressText.summary([reading]))\n") }
        let progress = reading.progress
        try DocumentWriter.write(.progress, form, layout: .inline, to: output) { document in
            try document.member("job", progress.job)
            try document.member("table", progress.table)
            try document.member("phase", progress.phase.rawValue)
            try document.member("rows", progress.rows)
            try document.member("of", progress.expected)
            try document.member("rows_per_second", reading.rowsPerSecond.map { Int($0) })
            try document.member("eta_seconds", reading.secondsLeft)
            try document.member("elapsed_ms", reading.elapsed.milliseconds)
        }
    }
}
