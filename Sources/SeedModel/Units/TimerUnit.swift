/// A timer that starts a service at the times of a schedule.
struct TimerUnit {
    /// Without its ending.
    var name: String
    var description: String
    var documentation: String
    var schedule: Schedule
    var timezone = "UTC"
    var jitter: Interval?

    var unit: UnitFile {
        var timer = schedule.timerLines(timezone: timezone)
        let isCalendar = timer.contains { $0.hasPrefix("OnCalendar=") }
        if isCalendar {
            timer += ["# What was missed while the machine was off is made up for once.", "Persistent=yes"]
        }
        if let jitter { timer += ["RandomizedDelaySec=\(jitter.milliseconds / 1000)s", "FixedRandomDelay=yes"] }
        timer += ["AccuracySec=1s", "Unit=\(name).service"]
        return UnitFile(
            name: "\(name).timer",
            text: """
                [Unit]
                Description=\(description)
                \(documentation)
                [Timer]
                \(timer.joined(separator: "\n"))

                [Install]
                WantedBy=timers.target

                """)
    }
}
