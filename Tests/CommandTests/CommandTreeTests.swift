import ArgumentParser
import Foundation
import SeedTestKit
import Testing

@testable import seedd

struct CommandTreeTests {
    /// Every command of the tree, with the words that lead to it.
    private func commands() async throws -> [(path: [String], node: [String: Any])] {
        let collected = CollectedOutput()
        let code = await Seedd.run(arguments: ["--experimental-dump-help"], collected.context(directory: "/"))
        #expect(code == 0)
        let value = try JSONSerialization.jsonObject(with: Data(collected.output.utf8))
        let root = try #require((value as? [String: Any])?["command"] as? [String: Any])
        func walk(_ node: [String: Any], _ path: [String]) -> [(path: [String], node: [String: Any])] {
            let children = node["subcommands"] as? [[String: Any]] ?? []
            return [(path, node)]
                + children.flatMap { child in
                    let name = child["commandName"] as? String ?? ""
                    return name == "help" ? [] : walk(child, path + [name])
                }
        }
        return walk(root, [])
    }

    @Test func everyCommandAndOptionIsDocumented() async throws {
        let commands = try await commands()
        #expect(
            commands.map { $0.path.joined(separator: " ") }.sorted() == [
                "", "apply", "check", "config", "config schema", "config show", "history", "init", "plan", "release",
                "reload", "rollback", "run", "snapshot", "snapshots", "snapshots diff", "snapshots export",
                "snapshots list",
                "snapshots prune", "snapshots show", "snapshots verify", "status", "sync", "units",
            ])
        for (path, node) in commands {
            #expect((node["abstract"] as? String)?.isEmpty == false, "\(path) has no abstract")
            for argument in node["arguments"] as? [[String: Any]] ?? [] {
                let text = argument["abstract"] as? String ?? ""
                #expect(!text.isEmpty, "\(path): \(argument["valueName"] ?? "?") is not documented")
            }
        }
    }

    @Test func helpIsShownForEveryCommand() async throws {
        for (path, _) in try await commands() {
            for arguments in [path + ["--help"], ["help"] + path] {
                let collected = CollectedOutput()
                let code = await Seedd.run(arguments: arguments, collected.context(directory: "/"))
                #expect(code == 0)
                #expect(collected.output.contains("USAGE: seedd"))
                #expect(collected.error.isEmpty)
            }
        }
    }

    /// `SEEDD_TEST_GOLDEN=write` writes the file anew.
    @Test func rootHelpIsTheGoldenFile() throws {
        let file = URL(filePath: "\(PackageRoot.path)/Tests/CommandTests/Golden/help.txt")
        let help = Seedd.helpMessage(columns: 80)
        if ProcessInfo.processInfo.environment["SEEDD_TEST_GOLDEN"] == "write" { try Data(help.utf8).write(to: file) }
        #expect(help == (try String(contentsOf: file, encoding: .utf8)))
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func completionScriptIsWritten(shell: String) async {
        let collected = CollectedOutput()
        let code = await Seedd.run(
            arguments: ["--generate-completion-script", shell], collected.context(directory: "/"))
        #expect(code == 0)
        #expect(collected.output.contains("rollback"))
    }

    @Test func versionIsOneLine() async throws {
        let result = try await CommandRun.seedd("--version").run()
        #expect(result.exitCode == 0)
        #expect(result.standardOutput == "\(Seedd.version)\n")
    }
}
