package import SeedModel

extension JobTimes {
    /// Beyond its jitter a run may take an hour, or until the next tick, before the job is overdue.
    private static let longestRun = 3600

    /// nil for a job without a schedule.
    package init?(of job: Job, now: UTCTime) throws(SeedError) {
        guard let schedule = job.schedule else { return nil }
        self.init(
            schedule, in: try TimeZoneFile.load(job.timezone), jitter: job.jitter?.milliseconds ?? 0, now: now)
    }

    init(_ schedule: Schedule, in zone: TimeZoneRules, jitter milliseconds: Int, now: UTCTime) {
        let grace = milliseconds / 1000 + min(Self.longestRun, schedule.shortestDistance.milliseconds / 1000)
        next = schedule.next(after: now, in: zone)
        due = schedule.last(atOrBefore: UTCTime(seconds: now.seconds - grace), in: zone)
    }
}
