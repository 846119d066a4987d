import Foundation
import SeedTestKit
import Testing

@Suite(.environments)
struct SnapshotsExportCommandTests {
    private func permissions(_ path: String) throws -> Int {
        try #require(
            FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
        ).intValue
    }

    @Test func folderRestoresByItsLastLine() async throws {
        let place = try Workplace()
        #expect(await place.run("sync", "--apply").code == 0)
        let id = place.names(in: "snapshots")[0]
        let outcome = try await place.program(["snapshots", "export", String(id.prefix(16)), "it's out"])
        #expect(outcome.code == 0, "\(outcome)")
        #expect(outcome.output.contains("public.flags"))
        let files = ["README.txt", "SHA256SUMS", "public.flags.csv.zst", "restore.sh", "restore.sql"]
        #expect(place.names(in: "it's out") == files)
        let folder = "\(place.directory)/it's out"
        #expect(try permissions(folder) == 0o700)
        for file in files { #expect(try permissions("\(folder)/\(file)") == 0o600) }

        #expect(outcome.verdict.hasPrefix("restore with: sh "))
        let command = outcome.verdict.dropFirst("restore with: ".count)
            .replacing(" --dry-run DATABASE", with: " \"$DATABASE\"")
        let restored = try await CommandRun(
            ["sh", "-c", String(command)], environment: ["DATABASE": place.environments.target.connectionString]
        ).run()
        #expect(restored.exitCode == 0, "\(restored)")
        #expect(try place.rows() == Workplace.before)
    }

    @Test func document() async throws {
        let place = try Workplace()
        #expect(await place.run("sync", "--apply").code == 0)
        let id = place.names(in: "snapshots")[0]
        try FileManager.default.createDirectory(atPath: "\(place.directory)/out", withIntermediateDirectories: false)
        let document = try await place.run("snapshots", "export", "latest", "out", "--output", "json").document()
        #expect(document["kind"] as? String == "export")
        #expect(document["id"] as? String == id)
        #expect((document["directory"] as? String)?.hasSuffix("/out") == true)
        #expect((document["files"] as? [String])?.sorted() == place.names(in: "out"))
        let table = try #require((document["tables"] as? [[String: Any]])?.first)
        #expect(table["name"] as? String == "public.flags")
        #expect(table["rows"] as? Int == 2)
        #expect(table["filter"] is NSNull)
    }

    @Test func whatIsThereIsNotOverwritten() async throws {
        let place = try Workplace()
        #expect(await place.run("sync", "--apply").code == 0)
        for (folder, code) in [("snapshots", 64), ("seedd.yaml", 64), ("missing/out", 73), ("/proc/out", 73)] {
            let outcome = await place.run("snapshots", "export", "latest", folder)
            #expect(outcome.code == code, "\(folder): \(outcome)")
            #expect(outcome.error.contains("hint: "), "\(folder): \(outcome)")
        }
        #expect(place.names() == ["seedd.yaml", "snapshots"])
        #expect(await place.run("snapshots", "export", "latest", "out", "--table", "nope").code == 66)
        #expect(await place.run("snapshots", "export", "20200101", "out").code == 66)
        #expect(place.names() == ["seedd.yaml", "snapshots"])
    }

    @Test func damagedSnapshotIsNotExported() async throws {
        let place = try Workplace()
        #expect(await place.run("sync", "--apply").code == 0)
        let id = place.names(in: "snapshots")[0]
        let path = "\(place.directory)/snapshots/\(id)/public.flags.copy.zst"
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(filePath: path))
        let outcome = await place.run("snapshots", "export", id, "out")
        #expect(outcome.code == 65, "\(outcome)")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: place.directory).sorted() == [
                "seedd.yaml", "snapshots",
            ])
    }

    @Test func restoreScriptIsCleanShell() async throws {
        let place = try Workplace()
        #expect(await place.run("sync", "--apply").code == 0)
        #expect(await place.run("snapshots", "export", "latest", "out").code == 0)
        let script = "\(place.directory)/out/restore.sh"
        let usage = try await CommandRun(["sh", script, "--dry-run"]).run()
        #expect(usage.exitCode == 64)
        #expect(usage.standardError.hasPrefix("usage: "))
        let checked = try await CommandRun(["sh", "-c", "! command -v shellcheck || shellcheck \"$1\"", "sh", script])
            .run()
        #expect(checked.exitCode == 0, "\(checked)")
    }
}
