extension Configuration {
    /// The units that run these jobs by their schedules, and with `snapshots` those that take periodic snapshots: first
    /// the services, then the timers in the order of the jobs.
    ///
    /// `jobs` without a schedule have none.
    package func units(
        for jobs: [Job], snapshots takesSnapshots: Bool, services: Bool, template: ServiceTemplate
    ) -> [UnitFile] {
        let timers = jobs.compactMap { $0.timer(documentation: template.documentation) }
        let periodic = takesSnapshots ? snapshots.timer(documentation: template.documentation) : nil
        var units: [UnitFile] = []
        if services, !timers.isEmpty { units.append(template.unit) }
        if periodic != nil { units.append(template.snapshotsUnit(prunes: snapshots.keep != nil)) }
        let often = jobs.compactMap(\.oftenDropIn)
        return units + often + timers + (periodic.map { [$0] } ?? [])
    }
}

extension Job {
    /// The service may be started four times an hour, retries included, which is for jobs of a night. Where the next tick
    /// comes before that it is the next try, and no number of ticks is too many.
    fileprivate var oftenDropIn: UnitFile? {
        guard let schedule, schedule.shortestDistance < .minutes(20) else { return nil }
        return UnitFile(
            name: "seedd@\(name).service.d/30-often.conf",
            text: """
                # \(schedule): the next tick is the next try.
                [Unit]
                StartLimitIntervalSec=0
                [Service]
                Restart=no

                """)
    }

    fileprivate func timer(documentation: String) -> UnitFile? {
        schedule.map { schedule in
            TimerUnit(
                name: "seedd@\(name)", description: "Promotion of \(name), \(schedule)",
                documentation: documentation, schedule: schedule, timezone: timezone, jitter: jitter
            ).unit
        }
    }
}

extension SnapshotSettings {
    fileprivate func timer(documentation: String) -> UnitFile? {
        schedule.map { schedule in
            TimerUnit(
                name: "seedd-snapshots", description: "Periodic snapshots, \(schedule)",
                documentation: documentation, schedule: schedule
            ).unit
        }
    }
}
