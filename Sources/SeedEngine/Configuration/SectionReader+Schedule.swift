import SeedModel

extension SectionReader {
    /// Five cron fields, or `every` and an interval.
    func schedule(_ key: String) -> Schedule? {
        guard let text = text(key) else { return nil }
        if text.hasPrefix("every ") { return every(String(text.dropFirst("every ".count)), key, text) }
        do {
            return .cron(try CronExpression(text))
        } catch {
            report(key, "\(error)")
            return nil
        }
    }

    private func every(_ text: String, _ key: String, _ whole: String) -> Schedule? {
        guard let interval = Interval(text) else {
            report(key, "expected \"every\" and \(Interval.syntax), found \(Quoted(whole))")
            return nil
        }
        guard interval >= Schedule.shortestInterval else {
            report(key, "\(interval) is too short, a job runs every \(Schedule.shortestInterval) at most")
            return nil
        }
        guard interval.milliseconds.isMultiple(of: 1000) else {
            report(key, "\(interval) is no whole number of seconds")
            return nil
        }
        return .every(interval)
    }
}
