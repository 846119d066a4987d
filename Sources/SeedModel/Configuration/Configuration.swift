/// The whole of `seedd.yaml`, validated and with defaults applied.
package struct Configuration: Sendable, Equatable {
    package var environments: [String: Environment]
    /// In the order of the file.
    package var jobs: [Job]
    package var snapshots: SnapshotSettings
    package var daemon: DaemonSettings
    package var journalIdentifier: String
    package var metricsTextfile: String?

    package init(
        environments: [String: Environment], jobs: [Job], snapshots: SnapshotSettings = SnapshotSettings(),
        daemon: DaemonSettings = DaemonSettings(), journalIdentifier: String = "seedd", metricsTextfile: String? = nil
    ) {
        self.environments = environments
        self.jobs = jobs
        self.snapshots = snapshots
        self.daemon = daemon
        self.journalIdentifier = journalIdentifier
        self.metricsTextfile = metricsTextfile
    }
}
