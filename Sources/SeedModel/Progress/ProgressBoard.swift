/// What is being worked on at the moment, and for how long.
///
/// Times are those of one clock, whichever: they are only subtracted.
package struct ProgressBoard: Sendable {
    private struct Entry {
        var progress: Progress
        let start: Duration
        var rate = ProgressRate()
    }

    /// Steps follow each other with a moment between them; a longer rest ends the work.
    private static let rest = Duration.seconds(1)

    private var entries: [Entry] = []
    private var start: Duration?
    private var lastShown: Duration?
    private var lastHeard = Duration.zero

    package init() {}

    package mutating func note(_ progress: Progress, at now: Duration) {
        if entries.isEmpty, start == nil || now - lastHeard > Self.rest {
            start = now
            lastShown = nil
        }
        lastHeard = now
        let index = entries.firstIndex { $0.progress.continues(progress) }
        guard !progress.isOver else {
            if let index { entries.remove(at: index) }
            return
        }
        guard let index else {
            entries.append(Entry(progress: progress, start: now))
            if let rows = progress.rows { entries[entries.count - 1].rate.see(rows: rows, at: now) }
            return
        }
        entries[index].progress = progress
        if let rows = progress.rows { entries[index].rate.see(rows: rows, at: now) }
    }

    /// What is worked on, oldest first.
    package func readings(at now: Duration) -> [ProgressReading] {
        entries.map { entry in
            ProgressReading(
                entry.progress, elapsed: now - entry.start,
                rowsPerSecond: entry.progress.rows.flatMap { entry.rate.perSecond(rows: $0, at: now) })
        }
    }

    /// The readings, where the work has lasted as long as `interval` since it began or they were shown last.
    package mutating func due(every interval: Duration, at now: Duration) -> [ProgressReading]? {
        guard !entries.isEmpty, let since = lastShown ?? start, now - since >= interval else { return nil }
        lastShown = now
        return readings(at: now)
    }

    /// How long there has been something to do without a rest; nil where there is nothing.
    package func elapsed(at now: Duration) -> Duration? { entries.isEmpty ? nil : start.map { now - $0 } }
}
