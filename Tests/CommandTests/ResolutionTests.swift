import Foundation
import SeedTestKit
import Testing
import Yams

/// Conflicts decided in a file: written by a plan, filled in by a person, carried out by a sync.
@Suite(.environments)
struct ResolutionTests {
    static let jobs = """
        flags:
          from: staging
          to: production
          guards: {max_changed: 100%, max_deletes: 100%}
          tables: [{name: public.flags, mode: mirror, on_conflict: merge}]
        """

    /// `a` is edited on both sides, `b` is deleted in production and `c` at the source.
    private func place() async throws -> Workplace {
        let place = try Workplace(jobs: Self.jobs)
        #expect(await place.run("sync", "--apply").code == 0)
        try place.environments.source.psql(
            """
            UPDATE flags SET note = 'release' WHERE code = 'a'; UPDATE flags SET note = 'filled' WHERE code = 'b';
            DELETE FROM flags WHERE code = 'c'
            """)
        try place.environments.target.psql(
            """
            UPDATE flags SET note = 'hotfix' WHERE code = 'a'; DELETE FROM flags WHERE code = 'b';
            UPDATE flags SET note = 'mine' WHERE code = 'c'
            """)
        let plan = await place.run("plan", "--conflicts", "c.yaml")
        #expect(plan.code == 0, "\(plan)")
        return place
    }

    private func text(_ place: Workplace) throws -> String {
        try String(contentsOfFile: "\(place.directory)/c.yaml", encoding: .utf8)
    }

    /// Fills in decisions by the code of the flag.
    private func decide(_ decisions: [String: String], in place: Workplace, replacing: [(String, String)] = []) throws {
        var parts = try text(place).components(separatedBy: "  - job:")
        for index in parts.indices.dropFirst() {
            for (code, decision) in decisions where parts[index].contains("key: {code: \"\(code)\"}") {
                parts[index] = parts[index].replacing("resolution: null", with: decision)
            }
        }
        var text = parts.joined(separator: "  - job:")
        for (old, new) in replacing { text = text.replacing(old, with: new) }
        try place.write(text, to: "c.yaml")
    }

    private func sync(_ place: Workplace, _ more: String...) async -> Outcome {
        await place.run(arguments: ["sync", "--apply", "--resolutions", "c.yaml"] + more)
    }

    @Test func theFileSaysWhatThereIsToDecide() async throws {
        let place = try await place()
        let text = try text(place)
        let mode = try FileManager.default.attributesOfItem(atPath: "\(place.directory)/c.yaml")[.posixPermissions]
        #expect(mode as? Int == 0o600)
        #expect(text.hasPrefix("# Rows that were edited in the target since the last run"))
        #expect(
            text.contains(
                """
                    table: "public.flags"
                    key: {code: "a"}
                    what: "edited on both sides"
                """), "\(text)")
        #expect(text.contains("      note: {base: \"new\", source: \"release\", target: \"hotfix\"}\n"), "\(text)")
        #expect(text.contains("what: \"deleted in the target, edited at the source\""))
        #expect(text.contains("      note: {base: null, source: \"filled\"}\n"), "\(text)")
        #expect(text.contains("what: \"edited in the target, deleted at the source\""))
        #expect(text.contains("      note: {base: \"x\", target: \"mine\"}\n"), "\(text)")
        #expect(await place.run("plan", "--conflicts", "c.yaml").code == 0)
        #expect(try self.text(place) == text)
    }

    @Test func decisionsAreNotOverwritten() async throws {
        let place = try await place()
        try decide(["a": "resolution: source"], in: place)
        let text = try text(place)
        let outcome = await place.run("plan", "--conflicts", "c.yaml")
        #expect(outcome.code == 4, "\(outcome)")
        #expect(outcome.error.contains("c.yaml: holds 1 decision already"), "\(outcome)")
        #expect(try self.text(place) == text)
        let other = await place.run("plan", "--conflicts", "seedd.yaml")
        #expect(other.code == 4, "\(other)")
    }

    @Test func leftOpenTheyStayConflicts() async throws {
        let place = try await place()
        let before = try place.rows()
        let sync = await sync(place)
        #expect(sync.code == 3, "\(sync)")
        #expect(try place.rows() == before)
    }

    @Test func theSourcesRowsAreWritten() async throws {
        let place = try await place()
        try decide(["a": "resolution: source", "b": "resolution: source", "c": "resolution: source"], in: place)
        let plan = await place.run("plan", "--resolutions", "c.yaml")
        #expect(plan.verdict == "plan: 1 to insert, 1 to update, 1 to delete, 0 unchanged in 1 table", "\(plan)")
        let sync = await sync(place)
        #expect(sync.code == 0, "\(sync)")
        #expect(try place.rows() == "a|t|release\nb|f|filled")
        let next = await place.run("sync", "--apply")
        #expect(next.code == 0 && next.output.contains("nothing to do"), "\(next)")
    }

    /// Nothing is written to the table, and the decision holds all the same, until the source has another row.
    @Test func theTargetsRowsStayFromThenOn() async throws {
        let place = try await place()
        let before = try place.rows()
        try decide(["a": "resolution: target", "b": "resolution: target", "c": "resolution: target"], in: place)
        let sync = await sync(place)
        #expect(sync.code == 0, "\(sync)")
        for _ in 0..<2 {
            let next = await place.run("sync", "--apply")
            #expect(next.code == 0, "\(next)")
            #expect(try place.rows() == before)
        }
        try place.environments.source.psql("UPDATE flags SET note = 'second' WHERE code = 'a'")
        #expect(await place.run("sync", "--apply").code == 3)
        #expect(try place.rows() == before)
    }

    @Test func valuesAreWritten() async throws {
        let place = try await place()
        try place.environments.source.psql("UPDATE flags SET enabled = false WHERE code = 'a'")
        #expect(await place.run("plan", "--conflicts", "c.yaml").code == 0)
        try decide(
            [
                "a": "resolution: values\n    values: {note: NO}", "b": "resolution: values\n    values: {note: null}",
                "c": "resolution: target",
            ], in: place)
        let sync = await sync(place)
        #expect(sync.code == 0, "\(sync)")
        // The source's other edit comes along.
        #expect(try place.rows() == "a|f|NO\nb|f|\nc|t|mine")
        let next = await place.run("sync", "--apply")
        #expect(next.code == 0 && next.output.contains("nothing to do"), "\(next)")
        #expect(try place.rows() == "a|f|NO\nb|f|\nc|t|mine")
    }

    @Test func someMayStayOpen() async throws {
        let place = try await place()
        try decide(["a": "resolution: source"], in: place)
        let sync = await sync(place)
        #expect(sync.code == 3, "\(sync)")
        #expect(try place.rows() == "a|t|release\nc|t|mine")
    }

    @Test func aRowThatMovedIsNotDecidedAbout() async throws {
        let place = try await place()
        let other = [
            "UPDATE flags SET note = 'later' WHERE code = 'a'", "UPDATE flags SET enabled = false WHERE code = 'a'",
        ]
        for sql in other {
            try decide(["a": "resolution: source"], in: place)
            try place.environments.target.psql(sql)
            let sync = await sync(place)
            #expect(sync.code == 4, "\(sync)")
            #expect(sync.error.contains("1 decision of c.yaml is about a row as it is not any more"), "\(sync)")
            #expect(sync.error.contains(/c\.yaml:\d+: public\.flags code=a is another conflict by now/), "\(sync)")
            #expect(await place.run("plan", "--resolutions", "c.yaml").code == 4)
        }
        // What is not one row's matter is not another's.
        let selection = await sync(place, "--only", "code=b")
        #expect(selection.code == 3, "\(selection)")
        try place.environments.source.psql("UPDATE flags SET (enabled, note) = (false, 'later') WHERE code = 'a'")
        let gone = await sync(place)
        #expect(gone.code == 4)
        #expect(gone.error.contains("code=a is no open conflict any more"), "\(gone)")
    }

    @Test func mistakesAreNamedWithTheirLines() async throws {
        let place = try await place()
        let original = try text(place)
        let cases: [(String, [(String, String)], String)] = [
            (
                "resolution: values\n    values: {nota: x}", [],
                "\"nota\" is no column in the way; did you mean \"note\"?"
            ),
            ("resolution: values\n    values: {note: x, enabled: t}", [], "\"enabled\" is no column in the way"),
            (
                "resolution: source", [("public.flags", "public.flag")],
                "job flags has no table \"public.flag\"; did you mean"
            ),
            (
                "resolution: source", [("job: \"flags\"", "job: \"flogs\"")],
                "there is no job \"flogs\"; did you mean \"flags\"?"
            ),
            ("resolution: source", [("to: \"production\"", "to: \"prod\"")], "there is no environment \"prod\""),
            ("resolution: source", [("{code: \"a\"}", "{code: \"z\"}")], "\"key\" is not that of the row"),
            ("resolution: source", [("{code: \"a\"}", "{cod: \"a\"}")], "\"key\" is not that of the row"),
            ("resolution: sauce", [], "expected source, target, values"),
        ]
        for (decision, replacing, problem) in cases {
            try place.write(original, to: "c.yaml")
            try decide(["a": decision], in: place, replacing: replacing)
            let outcome = await sync(place)
            #expect(outcome.code == 65, "\(outcome)")
            #expect(outcome.error.contains(problem), "\(outcome)")
            #expect(outcome.error.contains(#/c\.yaml:\d+:\d+: /#), "\(outcome)")
        }
        try place.write(original, to: "c.yaml")
        try decide(["c": "resolution: values\n    values: {note: x, enabled: t}"], in: place)
        #expect(await sync(place).error.contains("the source has no such row: only source or target"))
        #expect(await place.run("plan", "--resolutions", "none.yaml").code == 66)
        #expect(await place.run("plan", "--resolutions", ".").code == 65)
    }

    @Test func underFailADecisionLetsTheRunGoOn() async throws {
        let place = try await place()
        try place.configure(jobs: Self.jobs.replacing("merge", with: "fail"))
        #expect(await place.run("plan", "--conflicts", "c.yaml").code == 0)
        try decide(["a": "resolution: source", "b": "resolution: source"], in: place)
        #expect(await sync(place).code == 4)
        try decide(["c": "resolution: source"], in: place)
        let outcome = await sync(place)
        #expect(outcome.code == 0, "\(outcome)")
        #expect(try place.rows() == "a|t|release\nb|f|filled")
    }
}

/// One file for several targets of a job.
@Suite(.database)
struct FanOutResolutionTests {
    @Test func eachTargetHasItsOwnDecisions() async throws {
        try await FanOutPlace.with { fanOut in
            let place = fanOut.place
            let path = "\(place.directory)/seedd.yaml"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            try place.write(text.replacing("mode: mirror", with: "mode: mirror, on_conflict: merge"), to: "seedd.yaml")
            #expect(await place.run("sync", "--apply").code == 0)
            try fanOut.source.psql("UPDATE flags SET note = 'release' WHERE code = 'a'")
            for target in [fanOut.eu, fanOut.us] {
                try target.psql("UPDATE flags SET note = 'hotfix' WHERE code = 'a'")
            }
            #expect(await place.run("plan", "--conflicts", "c.yaml").code == 0)
            let file = try String(contentsOfFile: "\(place.directory)/c.yaml", encoding: .utf8)
            var parts = file.components(separatedBy: "\n    resolution: null")
            #expect(parts.count == 3, "\(file)")
            parts[0] += "\n    resolution: source"
            parts[1] += "\n    resolution: target"
            try place.write(parts.joined(), to: "c.yaml")
            let sync = await place.run("sync", "--apply", "--resolutions", "c.yaml")
            #expect(sync.code == 0, "\(sync)")
            #expect(try FanOutPlace.rows(fanOut.eu) == "a|t|release\nb|f|\nc|t|x")
            #expect(try FanOutPlace.rows(fanOut.us) == "a|t|hotfix\nb|f|\nc|t|x")
            #expect(try FanOutPlace.rows(fanOut.ap) == "a|t|release\nb|f|\nc|t|x")
            #expect(await place.run("sync", "--apply").code == 0)
        }
    }
}
