package import SeedModel

/// What the daemon's activities need besides the configuration.
package struct DaemonContext: Sendable {
    package var variables: [String: String]
    /// Paths of the configuration are relative to it.
    package var workingDirectory: String
    package var runner: Operator
    package var clock: any DaemonClock
    package var events: any EventSink
    /// Is told when jobs run next; what happens it hears as one of `events`.
    package var metrics: MetricsSink?
    let conflicts = ConflictMemory()

    package init(
        variables: [String: String], workingDirectory: String, runner: Operator, clock: any DaemonClock,
        events: any EventSink, metrics: MetricsSink? = nil
    ) {
        self.variables = variables
        self.workingDirectory = workingDirectory
        self.runner = runner
        self.clock = clock
        self.events = events
        self.metrics = metrics
    }

    func store(_ settings: SnapshotSettings) -> SnapshotStore {
        SnapshotStore(settings, variables: variables, workingDirectory: workingDirectory, sink: events)
    }
}
