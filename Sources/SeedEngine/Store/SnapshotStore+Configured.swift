package import SeedModel

extension SnapshotStore {
    /// The store that a configuration means: the folder it names, else one in systemd's state directory, else one beside
    /// the work.
    package init(
        _ settings: SnapshotSettings, variables: [String: String], workingDirectory: String, sink: any EventSink
    ) {
        let directory = settings.directory ?? variables["STATE_DIRECTORY"].map { "\($0)/snapshots" } ?? "snapshots"
        let isAbsolute = directory.hasPrefix("/")
        self.init(
            directory: isAbsolute ? directory : "\(workingDirectory)/\(directory)", maxSize: settings.maxSize,
            sink: sink)
    }
}
