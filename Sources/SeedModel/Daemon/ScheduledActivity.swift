/// An appointment on the daemon's agenda, and how far it has come.
struct ScheduledActivity: Sendable {
    let appointment: Appointment
    /// The first tick that has not been looked at.
    var nextTick: UTCTime
    /// The tick that is to be carried out or is.
    var pending: Pending?
    /// Whether an attempt for `pending` is under way.
    var isRunning = false
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
        var isOverdueTold = false
        /// When the first attempt failed.
        var failingSince: UTCTime?
        /// Its failure was told as the end of a run.
        var isFailureTold = false

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
        nextTick = timetable.next(after: now)
        // What passed before the daemon came: whether it was carried out is known where ticks are recorded.
        guard let last = timetable.last(atOrBefore: now) else { return }
        pending = Pending(tick: last, since: last, notBefore: timetable.due(last), isProbe: true)
    }

    /// When something of it is to be done.
    var wakes: [UTCTime] {
        let due = timetable.due(nextTick)
        guard let pending, !isRunning else { return [due] }
        return [due, pending.notBefore]
    }
}
