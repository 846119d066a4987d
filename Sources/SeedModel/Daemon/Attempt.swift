/// One attempt of an activity, to be made now.
package struct Attempt: Sendable, Equatable {
    package var appointment: Appointment
    /// The scheduled time it stands for.
    package var tick: UTCTime
    /// From 1 on, over all ticks since the last success.
    package var number: Int
    /// Whether it is only known that the tick has passed, not that nobody ran it: so after a start.
    package var isProbe: Bool

    package init(_ appointment: Appointment, tick: UTCTime, number: Int = 1, isProbe: Bool = false) {
        self.appointment = appointment
        self.tick = tick
        self.number = number
        self.isProbe = isProbe
    }

    package var activity: Activity { appointment.activity }

    /// What came of it.
    package enum Result: Sendable, Equatable {
        /// The tick is over; what came of it was told.
        case carriedOut(isSuccess: Bool)
        /// The tick had been carried out before.
        case recorded(by: String)
        /// A daemon elsewhere is at it; what becomes of that is looked at later.
        case busy(by: String)
        /// It may pass.
        case postponed(FinishedRun.Failure)
        /// The daemon is being stopped.
        case interrupted
    }
}
