/// How many snapshots of each group, a job's in one environment, are kept (`snapshots.keep`).
///
/// `daily` keeps the newest snapshot of each of the last so many days *that have one*; `weekly` and `monthly` alike.
/// Days, ISO weeks and months are those of UTC.
package struct Retention: Sendable, Equatable {
    package var last: Int
    package var daily: Int
    package var weekly: Int
    package var monthly: Int
    /// Everything that is at most so much older than the newest. Not than the clock: one that runs ahead removes nothing.
    package var within: Interval?

    package init(last: Int = 10, daily: Int = 7, weekly: Int = 5, monthly: Int = 12, within: Interval? = nil) {
        self.last = last
        self.daily = daily
        self.weekly = weekly
        self.monthly = monthly
        self.within = within
    }
}

extension Retention: CustomStringConvertible {
    /// `last 10, daily 7, within 2d`.
    package var description: String {
        let counts = [("last", last), ("daily", daily), ("weekly", weekly), ("monthly", monthly)]
        return (counts.map { "\($0) \($1)" } + (within.map { ["within \($0)"] } ?? [])).joined(separator: ", ")
    }
}
