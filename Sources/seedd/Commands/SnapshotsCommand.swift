import ArgumentParser

/// `seedd snapshots`: the snapshot store.
struct SnapshotsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshots", abstract: "Look at the snapshots that runs took; verify and prune them.",
        subcommands: [
            SnapshotsListCommand.self, SnapshotsShowCommand.self, SnapshotsVerifyCommand.self,
            SnapshotsPruneCommand.self,
        ],
        defaultSubcommand: SnapshotsListCommand.self)
}
