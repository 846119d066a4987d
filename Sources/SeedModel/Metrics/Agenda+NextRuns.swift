extension Agenda {
    /// When each job's next run is due, in all of its targets; of one that waits or is under way, the one after it.
    package var nextRuns: [String: UTCTime] {
        var times: [String: UTCTime] = [:]
        for (activity, entry) in activities {
            guard case .run(let target) = activity, entry.nextTick < .distantFuture else { continue }
            times[target.job] = entry.timetable.due(entry.nextTick)
        }
        return times
    }
}
