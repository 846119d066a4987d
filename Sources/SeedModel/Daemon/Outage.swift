/// What failed attempts have in common: the databases, and the kind of failure.
struct Outage: Hashable, Sendable {
    var from: String
    var to: String
    var code: ErrorCode

    init(_ appointment: Appointment, _ code: ErrorCode) {
        from = appointment.from
        to = appointment.to
        self.code = code
    }
}
