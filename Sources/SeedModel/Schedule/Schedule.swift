/// When a job runs or a snapshot is taken; carried out by the daemon.
package enum Schedule: Sendable, Equatable {
    case cron(CronExpression)
    case every(Interval)
}

extension Schedule: CustomStringConvertible {
    /// As the configuration writes it.
    package var description: String {
        switch self {
        case .cron(let expression): expression.text
        case .every(let interval): "every \(interval)"
        }
    }
}
