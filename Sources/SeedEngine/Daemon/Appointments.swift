package import SeedModel

/// What a configuration has the daemon do, and when.
package enum Appointments {
    /// The time between two looks for snapshots that no rule keeps any more.
    private static let pruning = Schedule.every(.days(1))

    /// - Throws: `configuration` where nothing is scheduled, or a time zone can't be read. `machine` is part of what
    ///   decides on a job's delay.
    package static func make(_ configuration: Configuration, machine: String) throws(SeedError) -> [Appointment] {
        var made: [Appointment] = []
        for job in configuration.jobs {
            let delay = job.jitter.map { Jitter(limit: $0, seed: "\(job.name)@\(machine)").delay } ?? 0
            let targets = job.to.map { JobTarget(job: job.name, to: $0) }
            if let schedule = job.schedule {
                let timetable = Timetable(schedule, in: try TimeZoneFile.load(job.timezone), delay: delay)
                made += targets.map { Appointment(.run($0), timetable, from: job.from, to: $0.to) }
            }
            if let schedule = configuration.snapshots.schedule {
                let timetable = Timetable(schedule, in: .utc, delay: delay)
                made += targets.map { Appointment(.snapshot($0), timetable, to: $0.to) }
            }
        }
        guard !made.isEmpty else {
            throw SeedError(
                .configuration, "configuration", "nothing in it has a schedule, so a daemon would have nothing to do",
                hint: "give a job a `schedule:`, such as \"0 2 * * *\" or \"every 15m\"")
        }
        if configuration.snapshots.keep != nil { made.append(Appointment(.prune, Timetable(pruning, in: .utc))) }
        return made
    }
}
