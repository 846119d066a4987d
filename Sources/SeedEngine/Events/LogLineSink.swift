package import SeedModel

/// Writes what the journal would be told as lines of text, where none runs (`LogLine`).
package struct LogLineSink: EventSink {
    private let isForPerson: Bool
    private let exitCode: @Sendable (ErrorCode) -> Int32
    private let output: @Sendable (String) -> Void

    package init(
        isForPerson: Bool, exitCode: @escaping @Sendable (ErrorCode) -> Int32,
        output: @escaping @Sendable (String) -> Void
    ) {
        self.isForPerson = isForPerson
        self.exitCode = exitCode
        self.output = output
    }

    package func receive(_ event: Event) {
        for entry in JournalEntry.entries(for: event, exitCode: exitCode) {
            output((isForPerson ? LogLine(entry, at: .now) : LogLine(entry)).text)
        }
    }
}
