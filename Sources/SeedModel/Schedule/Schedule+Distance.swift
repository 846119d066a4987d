extension Schedule {
    /// The least that `every` takes: a plan reads both databases, and another run may have to wait for its locks.
    package static let shortestInterval = Interval.seconds(10)

    /// The shortest time between two ticks; of cron fields as if each day were due and clocks were never changed.
    package var shortestDistance: Interval {
        switch self {
        case .every(let interval): interval
        case .cron(let expression): .minutes(expression.shortestDistance)
        }
    }
}

extension CronExpression {
    /// Minutes.
    fileprivate var shortestDistance: Int {
        let due = (0..<1440).filter { hours >> ($0 / 60) & 1 == 1 && minutes >> ($0 % 60) & 1 == 1 }
        guard let first = due.first else { return 1440 }
        return zip(due, due.dropFirst() + [first + 1440]).map { $1 - $0 }.min() ?? 1440
    }
}
