extension Agenda {
    /// When each job's next run is due; of one that waits or is under way, the one after it.
    package var nextRuns: [String: UTCTime] {
        var times: [String: UTCTime] = [:]
        for (activity, entry) in activities {
            guard case .run(let job) = activity, entry.nextTick < .distantFuture else { continue }
            times[job] = entry.timetable.due(entry.nextTick)
        }
        return times
    }
}
