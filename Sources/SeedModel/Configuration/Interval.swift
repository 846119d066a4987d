/// A span of time from the configuration, in whole milliseconds.
package struct Interval: Sendable, Hashable, Comparable {
    package var milliseconds: Int

    package init(milliseconds: Int) { self.milliseconds = milliseconds }

    package static func seconds(_ count: Int) -> Interval { Interval(milliseconds: count * 1000) }
    package static func minutes(_ count: Int) -> Interval { .seconds(count * 60) }
    package static func hours(_ count: Int) -> Interval { .minutes(count * 60) }
    package static func days(_ count: Int) -> Interval { .hours(count * 24) }

    package static func < (left: Interval, right: Interval) -> Bool { left.milliseconds < right.milliseconds }
}
