extension Agenda {
    /// One line for `systemctl status`.
    package func status(at now: UTCTime, isStopping: Bool) -> String {
        let running = running.map { "\($0)" }.sorted()
        var parts: [String] = isStopping ? ["stopping"] : []
        if !running.isEmpty { parts.append("running \(running.joined(separator: ", "))") }
        guard !isStopping else { return parts.joined(separator: "; ") }
        if running.isEmpty { parts.append("idle") }
        let jobs = Set(activities.keys.compactMap { if case .run(let target) = $0 { target.job } else { nil } })
        parts.append(jobs.count.counted("job"))
        let waiting = waiting(at: now)
        if waiting > 0 { parts.append("\(waiting) waiting") }
        if let next = nextRun { parts.append("next is \(next.job) at \(next.tick)") }
        return parts.joined(separator: ", ")
    }
}
