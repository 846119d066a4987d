import SeedModel

/// The settings that a job may take over from `defaults`.
struct JobSettings {
    let schedule: Schedule?
    let timezone: String
    let jitter: Interval?
    let unattended: Bool
    let guards: Guards

    init(_ reader: SectionReader, timeZones: TimeZoneNames) {
        schedule = reader.schedule("schedule")
        jitter = reader.interval("jitter")
        unattended = reader.boolean("unattended") ?? false
        guards = reader.section("guards").map(Guards.read) ?? Guards()
        let name = reader.text("timezone")
        if let name, let problem = timeZones.problem(with: name) { reader.report("timezone", problem) }
        timezone = name ?? "UTC"
        if let jitter, let schedule, jitter >= schedule.shortestDistance {
            let distance = schedule.shortestDistance
            reader.report("jitter", "must be shorter than the time between two runs, here \(distance)")
        }
    }
}
