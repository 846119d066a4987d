import Foundation
import SeedTestKit
import Testing

@testable import seedd

@Suite(.environments)
struct PlanCommandTests {
    @Test func planWritesNothingAndTellsTheVerdict() async throws {
        let place = try Workplace()
        let outcome = await place.run("plan")
        #expect(outcome.code == 0, "\(outcome)")
        #expect(outcome.verdict == "plan: 2 to insert, 1 to update, 1 to delete, 0 unchanged in 1 table")
        #expect(outcome.error.isEmpty)
        #expect(try place.rows() == Workplace.before)
        #expect(place.names() == ["seedd.yaml"])
        #expect(try place.environments.target.psql("SELECT count(*) FROM pg_namespace WHERE nspname = 'seedd'") == "0")
    }

    @Test func detailedExitCodeTellsDifferences() async throws {
        let place = try Workplace()
        #expect(await place.run("plan", "--detailed-exitcode").code == 2)
        #expect(await place.run("sync", "--apply").code == 0)
        #expect(await place.run("plan", "--detailed-exitcode").code == 0)
    }

    @Test func documentHasTheContractsFields() async throws {
        let place = try Workplace()
        let document = try await place.run("plan", "--output", "json").document()
        #expect(document["format_version"] as? Int == 1)
        #expect(document["kind"] as? String == "plan")
        #expect(document["job"] as? String == "flags")
        #expect(document["from"] as? String == "staging")
        #expect(document["to"] as? String == "production")
        for name in ["insert", "update", "delete", "unchanged", "held", "conflict", "duration_ms"] {
            #expect(document[name] is Int, "\(name)")
        }
        #expect(document["snapshot"] is NSNull)
        #expect(document["run"] is NSNull)
        let table = try #require((document["tables"] as? [[String: Any]])?.first)
        #expect(table["name"] as? String == "public.flags")
        #expect(table["truncated"] as? Bool == false)
        let changes = try #require(table["changes"] as? [[String: Any]])
        #expect(changes.compactMap { $0["op"] as? String } == ["update", "insert", "insert", "delete"])
        #expect(changes.first?["key"] as? [String: String] == ["code": "a"])
        let columns = try #require(changes.first?["columns"] as? [String: [String: String]])
        #expect(columns == ["enabled": ["from": "f", "to": "t"], "note": ["from": "old", "to": "new"]])
    }

    @Test func limitCutsWhatIsShownNotWhatIsCounted() async throws {
        let place = try Workplace()
        let document = try await place.run("plan", "--output", "json", "--limit", "1").document()
        let table = try #require((document["tables"] as? [[String: Any]])?.first)
        #expect((table["changes"] as? [Any])?.count == 1)
        #expect(table["truncated"] as? Bool == true)
        #expect(table["insert"] as? Int == 2)
        #expect(await place.run("plan", "--limit", "1").output.contains("3 more"))
    }

    @Test(arguments: [
        (["--only", "code=a,d"], "0 to insert, 1 to update, 1 to delete"),
        (["--only", "code=b"], "1 to insert, 0 to update, 0 to delete"),
        (["--where", "code > 'a'"], "2 to insert, 0 to update, 1 to delete"),
        (["--table", "public.*"], "2 to insert, 1 to update, 1 to delete"),
        (["--table", "flags"], "2 to insert, 1 to update, 1 to delete"),
    ])
    func selectionNarrows(options: [String], counts: String) async throws {
        let place = try Workplace()
        let outcome = try await place.program(["plan"] + options)
        #expect(outcome.code == 0, "\(outcome)")
        #expect(outcome.verdict.contains(counts), "\(outcome)")
    }

    /// The flag is enabled at the source and not on the target: its key is taken by a row that is not selected.
    @Test func selectionThatMissesTheTargetsRowIsRefused() async throws {
        let outcome = try await Workplace().program(["plan", "--where", "enabled"])
        #expect(outcome.code == 4, "\(outcome)")
    }

    @Test func quietShowsNamesOnly() async throws {
        #expect(try await Workplace().run("plan", "-q").output == "public.flags\n")
    }

    @Test func variablesStandForOptions() async throws {
        let place = try Workplace()
        let json = await place.run("plan", variables: ["SEEDD_OUTPUT": "json", "SEEDD_LIMIT": "1"])
        #expect(try json.document()["kind"] as? String == "plan")
        #expect(json.output.contains("\"truncated\": true"))
        let program = try await place.program(["plan"], variables: ["SEEDD_QUIET": "true"])
        #expect(program.output == "public.flags\n")
        let wrong = await place.run("plan", variables: ["SEEDD_OUTPUT": "xml"])
        #expect(wrong.code == 64)
        let quiet = await place.run("plan", variables: ["SEEDD_QUIET": "1", "SEEDD_ONLY": "code=b"])
        #expect(quiet.output == "public.flags\n")
        let list = await place.run("plan", variables: ["SEEDD_ONLY": "note=a b,x\ncode=c"])
        #expect(list.verdict.hasPrefix("plan: 1 to insert"), "\(list)")
        let code = await place.run("plan", variables: ["SEEDD_DETAILED_EXITCODE": "true"])
        #expect(code.code == 2)
        try place.write("version: 2\n", to: "other.yaml")
        let other = await place.run("plan", variables: ["SEEDD_CONFIG": "other.yaml"])
        #expect(other.error.contains("other.yaml:1:"))
    }

    @Test func colourIsForTerminalsThatWantIt() {
        #expect(Terminal.current(["NO_COLOR": "1"]).hasColor == false)
        #expect(Terminal.current(["TERM": "dumb"]).hasColor == false)
    }
}
