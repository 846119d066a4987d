package import SeedModel

/// Writes what the journal would be told as lines of text, where none runs (`LogLine`).
package struct LogLineSink: EventSink {
    private let hasPriority: Bool
    private let exitCode: @Sendable (ErrorCode) -> Int32
    private let output: @Sendable (String) -> Void

    /// `hasPriority` for a log; a person at a terminal needs none.
    package init(
        hasPriority: Bool, exitCode: @escaping @Sendable (ErrorCode) -> Int32,
        output: @escaping @Sendable (String) -> Void
    ) {
        self.hasPriority = hasPriority
        self.exitCode = exitCode
        self.output = output
    }

    package func receive(_ event: Event) {
        for entry in JournalEntry.entries(for: event, exitCode: exitCode) {
            output(LogLine(entry, hasPriority: hasPriority).text)
        }
    }
}
