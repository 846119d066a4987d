package import SeedModel

/// What the daemon's activities need besides the configuration.
package struct DaemonContext: Sendable {
    package var variables: [String: String]
    /// Paths of the configuration are relative to it.
    package var workingDirectory: String
    package var runner: Operator
    package var clock: any DaemonClock
    package var events: any EventSink

    package init(
        variables: [String: String], workingDirectory: String, runner: Operator, clock: any DaemonClock,
        events: any EventSink
    ) {
        self.variables = variables
        self.workingDirectory = workingDirectory
        self.runner = runner
        self.clock = clock
        self.events = events
    }

    func store(_ settings: SnapshotSettings) -> SnapshotStore {
        SnapshotStore(settings, variables: variables, workingDirectory: workingDirectory, sink: events)
    }
}
