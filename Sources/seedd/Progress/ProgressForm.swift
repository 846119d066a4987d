import SeedEngine

/// How progress is shown.
enum ProgressForm: Sendable, Equatable {
    /// Lines at a terminal that are redrawn in place.
    case live(color: Bool)
    /// A line now and then on standard error.
    case log
    /// Documents between the results, each on a line of its own.
    case documents(ReportFormat)
}
