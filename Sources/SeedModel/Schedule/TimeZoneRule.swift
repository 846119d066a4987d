/// How a zone's offset changes every year: the footer of its file, which is a value of POSIX's `TZ`.
struct TimeZoneRule: Sendable, Equatable {
    struct Daylight: Sendable, Equatable {
        var offset: Int
        /// By the clock of standard time.
        var start: TimeZoneRuleDate
        /// By the clock of daylight time.
        var end: TimeZoneRuleDate
    }

    /// Seconds east of UTC.
    var standardOffset: Int
    var daylight: Daylight?

    /// The changes of these years in the order of time.
    func changes(years: ClosedRange<Int>) -> [TimeZoneRules.Change] {
        guard let daylight else { return [] }
        var all: [TimeZoneRules.Change] = []
        for year in years {
            let start = daylight.start.local(year: year) - standardOffset
            let end = daylight.end.local(year: year) - daylight.offset
            all.append(TimeZoneRules.Change(time: start, offset: daylight.offset))
            all.append(TimeZoneRules.Change(time: end, offset: standardOffset))
        }
        // Of an end and a beginning at one moment the beginning counts, and neither is a change.
        all.sort { ($0.time, $0.offset == daylight.offset ? 1 : 0) < ($1.time, $1.offset == daylight.offset ? 1 : 0) }
        var kept: [TimeZoneRules.Change] = []
        for change in all {
            if kept.last?.time == change.time { kept.removeLast() }
            if kept.last?.offset != change.offset { kept.append(change) }
        }
        return kept
    }
}
