/// An end of a span of time, as people give it to `--since` and `--until`: a day, a time of UTC, or an age.
package enum TimeBound: Sendable, Equatable {
    /// Its beginning.
    case day(UTCTime)
    case time(UTCTime)
    case age(Interval)
    /// Today is 0 days ago.
    case daysAgo(Int)

    /// What is accepted, for error messages.
    package static let syntax =
        "a day (2026-11-20, yesterday), a time of UTC (2026-11-20T02:00:03Z) or an age (7d, 2 hours ago)"

    /// Reads `2026-11-20`, `2026-11-20T02:00`, `2026-11-20T02:00:03`, either with a `Z` behind it, `7d`, and the words of journalctl.
    package init?(_ text: String) {
        var body = text[...]
        if body.hasSuffix("Z") { body.removeLast() }
        if let age = Interval(text) {
            self = .age(age)
        } else if text.utf8.count == 10, let day = UTCTime("\(text)T00:00:00Z") {
            self = .day(day)
        } else if let time = UTCTime("\(body)Z") ?? UTCTime("\(body):00Z") {
            self = .time(time)
        } else {
            self.init(words: text)
        }
    }

    /// The first second of it.
    package func earliest(now: UTCTime) -> UTCTime {
        switch self {
        case .day(let time), .time(let time): time
        case .age(let interval): UTCTime(seconds: now.seconds - interval.milliseconds / 1000)
        case .daysAgo(let days): UTCTime(seconds: (now.day - days) * 86_400)
        }
    }

    /// The last second of it: a day is meant with all its hours.
    package func latest(now: UTCTime) -> UTCTime {
        switch self {
        case .day(let time): UTCTime(seconds: time.seconds + 86_399)
        case .daysAgo: UTCTime(seconds: earliest(now: now).seconds + 86_399)
        case .time, .age: earliest(now: now)
        }
    }
}
