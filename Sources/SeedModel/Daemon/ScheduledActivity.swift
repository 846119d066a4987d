/// An appointment on the daemon's agenda, and how far it has come.
struct ScheduledActivity: Sendable {
    let appointment: Appointment
    /// The first tick that has not been looked at.
    var nextTick: UTCTime
    /// The tick that is to be carried out, or is.
    var pending: Pending?
    /// Attempts that failed since the last that did not.
    var failures = 0
    var lastSuccess: UTCTime?

    var activity: Activity { appointment.activity }
    var timetable: Timetable { appointment.timetable }

    struct Pending: Sendable {
        var tick: UTCTime
        /// The oldest tick that this one stands for.
        var since: UTCTime
        var notBefore: UTCTime
        /// It is only known that the tick has passed, not that nobody ran it.
        var isProbe = false
        /// The newest tick that came during the attempt.
        var merged: UTCTime?
        /// When the first attempt failed.
        var failingSince: UTCTime?
        /// When its failure was told as the end of a run.
        var failureTold: UTCTime?
        var overdueTold: UTCTime?

        init(tick: UTCTime, since: UTCTime, notBefore: UTCTime, isProbe: Bool = false) {
            self.tick = tick
            self.since = since
            self.notBefore = notBefore
            self.isProbe = isProbe
        }
    }

    init(_ appointment: Appointment, at now: UTCTime) {
        self.appointment = appointment
        let timetable = appointment.timetable
        // A tick whose delay is not over has not come yet.
        let passed = UTCTime(seconds: now.seconds - timetable.delay)
        nextTick = timetable.next(after: passed)
        // What passed before the daemon came: whether it was carried out is known where ticks are recorded.
        guard let last = timetable.last(atOrBefore: passed) else { return }
        pending = Pending(tick: last, since: last, notBefore: timetable.due(last), isProbe: true)
    }
}
