import ArgumentParser
import SeedEngine
import SeedModel

/// `seedd snapshots verify`.
struct SnapshotsVerifyCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Say of each snapshot whether it could be put back.",
        discussion: """
            Looks at the manifest and at kind, size and mode of every file; with --data also reads every file to its \
            last byte and compares digests. Exit code 65 if any snapshot is damaged.
            """)

    @Argument(help: "Ids, beginnings of ids, or `latest`; all snapshots by default.")
    var snapshots: [String] = []

    @Flag(help: "Read the rows as well.")
    var data = false

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    mutating func validate() throws { OptionVariables().fill(&data, "DATA") }

    func run(_ context: CommandContext) async throws {
        let events = global.sink(context)
        let store = try global.load(context).store(context, events)
        let ids = try snapshots.isEmpty ? store.list().map(\.id) : snapshots.map { try store.find($0) }
        var entries: [SnapshotEntry] = []
        for (index, id) in ids.enumerated() {
            guard !Task.isCancelled else { throw SeedError(.interrupted, "snapshots verify", "interrupted") }
            events.receive(.verifying(snapshot: id.description, number: index + 1, of: ids.count))
            if let entry = try store.verify(id, readingData: data) { entries.append(entry) }
        }
        let report = VerificationReport(entries, readsData: data, options: global.reportOptions(context))
        try report.write(global.format, to: context.output)
        if report.damaged > 0 { throw ExitCode(ExitStatus.code(of: .badData)) }
    }
}
