import Foundation
import SeedTestKit
import Testing

@testable import SeedEngine

/// `systemd/seedd.catalog`, the explanations of `journalctl -x`.
struct JournalCatalogueTests {
    private static let path = "\(PackageRoot.path)/systemd/seedd.catalog"

    /// The lines of each entry after the one with its id.
    private static func entries() throws -> [String: [String]] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        var entries: [String: [String]] = [:]
        var id = ""
        for line in text.components(separatedBy: "\n") {
            if line.hasPrefix("-- ") {
                id = String(line.dropFirst(3))
                #expect(entries[id] == nil, "\(id) is explained twice")
                entries[id] = []
            } else {
                entries[id, default: []].append(line)
            }
        }
        entries[""] = nil
        return entries
    }

    @Test func eachKindIsExplainedAndNothingElse() throws {
        #expect(Set(try Self.entries().keys) == Set(JournalKind.allCases.map(\.rawValue)))
    }

    @Test(arguments: JournalKind.allCases) func anExplanationHasAllParts(kind: JournalKind) throws {
        let lines = try #require(try Self.entries()[kind.rawValue])
        let (head, body) = (lines.prefix { !$0.isEmpty }, lines.drop { !$0.isEmpty }.filter { !$0.isEmpty })
        #expect(head.map { $0.prefix { $0 != ":" } } == ["Subject", "Defined-By", "Documentation"])
        #expect(!body.isEmpty)
        // What journalctl shows beside the message fits a terminal before fields are put in.
        for line in lines { #expect(line.utf8.count <= 96, "\(line)") }
    }

    /// Of a field that an entry lacks journalctl would show the name.
    @Test(arguments: JournalKind.allCases) func onlyFieldsThatAreThereAreShown(kind: JournalKind) throws {
        let text = try #require(try Self.entries()[kind.rawValue]).joined(separator: "\n")
        let shown = text.matches(of: /@([A-Z_]+)@/).map { String($0.output.1) }
        let always = Set((JournalKind.common + kind.fields.always).map(\.rawValue))
        #expect(Set(shown).subtracting(always).isEmpty)
    }

    /// The next step has to be one.
    @Test func commandsExist() throws {
        let text = try String(contentsOfFile: Self.path, encoding: .utf8)
        let commands = text.matches(of: /\n {4}seedd (\w+)/).map { String($0.output.1) }
        #expect(!commands.isEmpty)
        let known = ["check", "config", "plan", "release", "rollback", "snapshots", "status", "sync"]
        #expect(Set(commands).subtracting(known).isEmpty)
    }

    @Test func journalctlCompilesIt() throws {
        let root = try TestScratch.makeDirectory("root")
        let folders = ["usr/lib/systemd/catalog", "var/lib/systemd/catalog"].map { "\(root)/\($0)" }
        for folder in folders {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        try FileManager.default.copyItem(atPath: Self.path, toPath: "\(folders[0])/seedd.catalog")
        let update = try CommandRun(["journalctl", "--root", root, "--update-catalog"]).runBlocking()
        #expect(update.exitCode == 0, "\(update.standardError)")
        let list = try CommandRun(["journalctl", "--root", root, "--list-catalog"]).runBlocking()
        #expect(list.standardOutput.split(separator: "\n").count == JournalKind.allCases.count)
    }
}
