/// A named list of tables promoted from one environment to others.
package struct Job: Sendable, Equatable {
    package var name: String
    package var from: String
    /// At least one; several are promoted one after the other, each in its own transaction.
    package var to: [String]
    package var schedule: Schedule?
    package var timezone: String
    /// Up to how much later than the schedule says a run begins; always the same for a machine.
    package var jitter: Interval?
    /// The daemon may write to a protected environment for this job without a confirmation.
    package var unattended: Bool
    package var guards: Guards
    /// In the order of the file; a later rule for the same table replaces an earlier one.
    package var tables: [TableRule]

    package init(
        name: String, from: String, to: [String], schedule: Schedule? = nil, timezone: String = "UTC",
        jitter: Interval? = nil, unattended: Bool = false, guards: Guards = Guards(), tables: [TableRule]
    ) {
        self.name = name
        self.from = from
        self.to = to
        self.schedule = schedule
        self.timezone = timezone
        self.jitter = jitter
        self.unattended = unattended
        self.guards = guards
        self.tables = tables
    }
}
