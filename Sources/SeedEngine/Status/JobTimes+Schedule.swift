package import SeedModel

extension JobTimes {
    /// nil for a job without a schedule.
    package init?(of job: Job, now: UTCTime) throws(SeedError) {
        guard let schedule = job.schedule else { return nil }
        // Which delay its jitter gives a job is known to the machine of the daemon only: at most this one.
        let delay = (job.jitter?.milliseconds ?? 0) / 1000
        self.init(Timetable(schedule, in: try TimeZoneFile.load(job.timezone), delay: delay), now: now)
    }

    init(_ timetable: Timetable, now: UTCTime) {
        next = timetable.schedule.next(after: now, in: timetable.zone)
        due = timetable.last(atOrBefore: now)
        while let tick = due, tick.seconds + timetable.grace(for: tick) > now.seconds {
            due = timetable.last(atOrBefore: UTCTime(seconds: tick.seconds - 1))
        }
    }
}
