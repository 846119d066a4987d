import SeedModel

/// Tells how far a loop over rows, or a statement of a server, has come; `end()` when it is over, however it ended.
///
/// A class, so that a loop of a borrowed value can count in it. Used by one thread.
final class RowProgress {
    /// Rows between two events. They cost a microsecond; slow rows should be seen to come.
    private static let step = 256

    private let events: any EventSink
    private var progress: Progress
    private var rows = 0
    private var next = step

    /// `table` nil is all tables at once.
    init(_ phase: ProgressPhase, _ table: TableName?, of expected: Int? = nil, _ events: any EventSink) {
        self.events = events
        progress = Progress(phase, table: table?.description, expected: expected)
        events.receive(.progress(progress))
    }

    func add(_ count: Int = 1) {
        rows += count
        if rows >= next { tell() }
    }

    func reached(_ count: Int) {
        rows = count
        if rows >= next { tell() }
    }

    private func tell() {
        next = rows + Self.step
        progress.rows = rows
        events.receive(.progress(progress))
    }

    func end() {
        // Of fewer rows than a step since the last event nobody was told.
        if rows > 0 { progress.rows = rows }
        progress.isOver = true
        events.receive(.progress(progress))
    }
}
