import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

extension Promoter {
    /// Exports the snapshot that was taken before `run`; returns the folder.
    func export(_ run: RunResult, tables: [String] = []) throws -> ExportedSnapshot {
        let id = try #require(SnapshotID(run.snapshot ?? ""))
        let folder = try TestScratch.makeDirectory("exports")
        return try SnapshotExport(of: id, in: store, tables: tables, compression: 1)
            .write(to: "\(folder)/export of 'it'")
    }

    /// Runs an export's `restore.sh` on the target.
    func restore(_ exported: ExportedSnapshot, _ options: String...) throws -> CommandResult {
        try CommandRun(["sh", "\(exported.directory)/restore.sh"] + options + [target.connectionString])
            .runBlocking(within: .seconds(120))
    }
}
