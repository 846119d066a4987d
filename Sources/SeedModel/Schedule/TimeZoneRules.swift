/// The offsets of a time zone from UTC, for all times: the changes that its file lists, and the rule that goes on after
/// the last of them.
package struct TimeZoneRules: Sendable, Equatable {
    /// A moment from which another offset holds.
    struct Change: Sendable, Equatable {
        var time: Int
        /// Seconds east of UTC.
        var offset: Int
    }

    /// Before the first change.
    let firstOffset: Int
    /// In the order of time, each to another offset than the one before.
    let changes: [Change]
    /// What holds from `ruleStart` on; without it the last change holds for ever.
    let rule: TimeZoneRule?
    /// The last time the file lists, whether or not the offset changed there; nil for a zone that is a rule only.
    let ruleStart: Int?

    package static let utc = TimeZoneRules(firstOffset: 0, changes: [], rule: nil, ruleStart: nil)

    init(firstOffset: Int, changes: [Change], rule: TimeZoneRule?, ruleStart: Int?) {
        self.firstOffset = firstOffset
        self.rule = rule
        self.ruleStart = ruleStart
        var offset = firstOffset
        self.changes = changes.filter { change in
            defer { offset = change.offset }
            return change.offset != offset
        }
    }

    /// Seconds east of UTC.
    package func offset(at time: UTCTime) -> Int { period(at: time.seconds).offset }
}
