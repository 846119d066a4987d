/// Times here are minutes since 1970-01-01T00:00 by a clock that is never changed.
extension CronExpression {
    /// The first due time from `minute` on.
    func first(from minute: Int) -> Int? {
        let day = Self.day(of: minute)
        guard let due = firstDay(from: day) else { return nil }
        if due == day, let time = firstTime(from: minute - day * 1440) { return day * 1440 + time }
        guard let later = due == day ? firstDay(from: day + 1) : due, let time = firstTime(from: 0) else { return nil }
        return later * 1440 + time
    }

    /// The last due time up to `minute`.
    func last(to minute: Int) -> Int? {
        let day = Self.day(of: minute)
        guard let due = lastDay(to: day) else { return nil }
        if due == day, let time = lastTime(to: minute - day * 1440) { return day * 1440 + time }
        guard let earlier = due == day ? lastDay(to: day - 1) : due, let time = lastTime(to: 1439) else { return nil }
        return earlier * 1440 + time
    }

    /// Minutes of a day.
    private func firstTime(from minute: Int) -> Int? {
        let (hour, rest) = (minute / 60, minute % 60)
        let left = minutes & ~((1 << UInt64(rest)) - 1)
        if hours >> hour & 1 == 1, left != 0 { return hour * 60 + left.trailingZeroBitCount }
        let later = hours & ~Self.upTo(hour)
        return later == 0 ? nil : later.trailingZeroBitCount * 60 + minutes.trailingZeroBitCount
    }

    private func lastTime(to minute: Int) -> Int? {
        let (hour, rest) = (minute / 60, minute % 60)
        let left = minutes & Self.upTo(rest)
        if hours >> hour & 1 == 1, left != 0 { return hour * 60 + 63 - left.leadingZeroBitCount }
        let earlier = hours & ((1 << UInt64(hour)) - 1)
        return earlier == 0 ? nil : (63 - earlier.leadingZeroBitCount) * 60 + 63 - minutes.leadingZeroBitCount
    }

    private static func day(of minute: Int) -> Int { UTCTime(seconds: minute * 60).day }
}
