/// A span of time in which a zone's offset from UTC is the same.
struct TimeZonePeriod: Equatable {
    /// The first second; nil since ever.
    var start: Int?
    /// The second after the last; nil for ever.
    var end: Int?
    /// Seconds east of UTC.
    var offset: Int
    /// The offset that held before `start`.
    var offsetBefore: Int?

    init(offset: Int) { self.offset = offset }

    func contains(_ time: Int) -> Bool { start.map { time >= $0 } ?? true && end.map { time < $0 } ?? true }

    /// The first second that the zone's clocks show in this span; nil since ever.
    var firstLocal: Int? { start.map { $0 + offset } }

    /// The first second that they show for the first time: they were put back at `start`, or not.
    var firstNewLocal: Int? { start.map { $0 + Swift.max(offset, offsetBefore ?? offset) } }
}
