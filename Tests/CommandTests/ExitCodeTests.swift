import SeedTestKit
import Testing

/// Exit codes of the built program for what it is told wrong.
@Suite(.environments)
struct ExitCodeTests {
    @Test(arguments: [
        ["nonsense"], ["plan", "--nonsense"], ["plan", "--limit", "x"], ["plan", "--limit", "-1"],
        ["sync", "--lock-timeout", "soon"], ["plan", "--only", "code"], ["plan", "--output", "xml"], ["rollback"],
        ["sync", "--all", "flags"], ["history", "--limit", "-1"], ["config", "show", "--output", "json"],
    ])
    func usageErrorsAre64(arguments: [String]) async throws {
        let outcome = try await Workplace().program(arguments)
        #expect(outcome.code == 64, "\(outcome)")
        #expect(outcome.output.isEmpty)
        #expect(!outcome.error.isEmpty)
    }

    @Test func usageErrorsSayWhatIsRight() async throws {
        let place = try Workplace()
        for arguments in [["plan", "--limit", "-1"], ["plan", "--limit=-1"], ["history", "--limit", "-1"]] {
            let outcome = try await place.program(arguments)
            #expect(outcome.error.contains("--limit takes 0 or a positive number"), "\(outcome)")
        }
        let outcome = await place.run("snapshots", "bogus")
        #expect(outcome.code == 64)
        #expect(outcome.error.contains("list, show, verify, prune"), "\(outcome)")
    }

    @Test(arguments: [
        (["plan", "flag"], "flags"), (["sync", "flgs", "--apply"], "flags"), (["check", "flagz"], "flags"),
        (["history", "flagz"], "flags"), (["plan", "--table", "public.flag"], "public.flags"),
        (["plan", "--only", "coda=a"], "code"), (["plan", "--to", "producton"], "production"),
        (["rollback", "20260101T000000Z-00000000"], "not found"), (["rollback", "latest"], "snapshots list"),
        (["snapshots", "show", "2026"], "not found"), (["plan", "--config", "other.yaml"], "other.yaml"),
    ])
    func unknownNamesAre66WithTheNearest(arguments: [String], near: String) async throws {
        let outcome = try await Workplace().program(arguments)
        #expect(outcome.code == 66, "\(outcome)")
        #expect(outcome.error.contains(near))
    }

    @Test(arguments: [
        "../../etc/passwd", "/etc/passwd", "..", "a/b", "%2e%2e", String(repeating: "2", count: 4096), " ",
    ])
    func hostileSnapshotIdsAre66(id: String) async throws {
        let place = try Workplace()
        for arguments in [["rollback", id, "--apply"], ["snapshots", "show", id]] {
            let outcome = try await place.program(arguments)
            #expect(outcome.code == 66, "\(outcome)")
            #expect(!outcome.error.contains("root:"))
        }
    }

    @Test func missingConfigurationIs78WithTheNextCommand() async throws {
        let directory = try TestScratch.makeDirectory()
        let result = try await CommandRun.seedd("plan", directory: directory).run()
        #expect(result.exitCode == 78)
        #expect(result.standardError.contains("hint: seedd init"))
    }

    @Test func invalidConfigurationIs78WithItsPlace() async throws {
        let place = try Workplace()
        try place.write("version: 1\nenvironments:\n  a: {urll: x}\njobs: {}\n", to: "bad.yaml")
        let outcome = try await place.program(["plan", "--config", "bad.yaml"])
        #expect(outcome.code == 78)
        #expect(outcome.error.contains("bad.yaml:3:"), "\(outcome)")
        #expect(outcome.error.contains("url"))
    }

    @Test func unreachableServerIs69WithoutThePassword() async throws {
        let place = try Workplace()
        try place.configure(target: "postgresql://me:geheim@127.0.0.1:1/nowhere")
        let outcome = try await place.program(["plan"])
        #expect(outcome.code == 69)
        #expect(!outcome.error.contains("geheim"))
    }

    @Test func aRoleThatIsNotThereIs78AndOneThatMayNotBeTakenIs77() async throws {
        let place = try Workplace(production: "role: nobody_at_all")
        let missing = try await place.program(["plan"])
        #expect(missing.code == 78, "\(missing)")
        #expect(missing.error.contains("there is no role nobody_at_all"))
        let target = place.environments.target
        try target.psql("CREATE ROLE \(target.name)_login LOGIN; CREATE ROLE \(target.name)_writer")
        try place.configure(
            production: "role: \(target.name)_writer", target: "\(target.connectionString) user=\(target.name)_login")
        let denied = try await place.program(["plan"])
        #expect(denied.code == 77, "\(denied)")
        #expect(denied.error.contains("GRANT \(target.name)_writer TO"))
    }

    @Test func sameDatabaseIs4() async throws {
        let place = try Workplace()
        try place.configure(target: place.environments.source.connectionString)
        let outcome = try await place.program(["sync", "--apply"])
        #expect(outcome.code == 4)
        #expect(outcome.error.contains("same database"))
    }
}
