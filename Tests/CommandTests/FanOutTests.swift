import Foundation
import SeedTestKit
import Testing

/// A job with several targets: each is a promotion of its own.
@Suite(.database)
struct FanOutTests {
    @Test(arguments: FanOutPlace.Trouble.allCases)
    func aTargetThatFailsLeavesTheOthersAlone(trouble: FanOutPlace.Trouble) async throws {
        try await FanOutPlace.with { place in
            let end = try await place.beginTrouble(trouble)
            let outcome = await place.place.run("sync", "flags", "--apply")
            #expect(outcome.code == 3, "\(outcome)")
            #expect(try FanOutPlace.rows(place.eu) == Workplace.after)
            #expect(try FanOutPlace.rows(place.ap) == Workplace.after)
            #expect(try FanOutPlace.rows(place.us) != Workplace.after)
            let summary = outcome.output.split(separator: "\n").suffix(3)
            #expect(summary.map { $0.prefix(12) } == ["flags to eu:", "flags to us:", "flags to ap:"], "\(outcome)")
            #expect(outcome.output.contains("flags to us: failed (\(trouble.code)): "), "\(outcome)")
            #expect(summary.count { $0.contains("2 inserted") && $0.contains("undo with: seedd rollback ") } == 2)
            #expect(outcome.error.contains("error: job flags to us: "), "\(outcome)")

            try await end()
            let second = await place.place.run("sync", "flags", "--apply")
            #expect(second.code == 0, "\(second)")
            #expect(try FanOutPlace.rows(place.us) == Workplace.after)
            for target in [place.eu, place.us, place.ap] { #expect(try FanOutPlace.runs(target) == "1") }
        }
    }

    @Test func theFirstFailureIsTheExitCodeWhereAllFail() async throws {
        try await FanOutPlace.with { place in
            for target in [place.eu, place.ap] {
                try target.psql("INSERT INTO flags SELECT 'x' || n, true, NULL FROM generate_series(1, 5) n")
            }
            try place.configure(usURL: "host=/none dbname=none")
            #expect(await place.place.run("sync", "flags", "--apply").code == 4)
            #expect(await place.place.run("sync", "flags", "--to", "us", "--apply").code == 69)
            #expect(place.place.names() == ["seedd.yaml"])
        }
    }

    /// A job that failed altogether counts more than one that failed in part.
    @Test func aJobThatFailsAltogetherIsTheExitCode() async throws {
        let broken = """
              broken:
                from: staging
                to: [eu, ap]
                tables: [{name: public.missing}]
            """
        try await FanOutPlace.with { place in
            try place.configure(usURL: "host=/none dbname=none", job: broken)
            let outcome = await place.place.run("sync", "--all", "--apply")
            #expect(outcome.code == 78, "\(outcome)")
            #expect(try FanOutPlace.rows(place.ap) == Workplace.after)
        }
    }

    @Test func planShowsAllAndWritesNothing() async throws {
        try await FanOutPlace.with { place in
            let plan = await place.place.run("plan", "--detailed-exitcode")
            #expect(plan.code == 2, "\(plan)")
            for name in ["eu", "us", "ap"] {
                #expect(plan.output.contains("flags: staging → \(name)\n"))
                #expect(plan.output.contains("flags to \(name): plan: 2 to insert, 1 to update, 1 to delete"))
            }
            try place.configure(usURL: "host=/none dbname=none")
            #expect(await place.place.run("plan", "--detailed-exitcode").code == 3)
            #expect(await place.place.run("plan", "--detailed-exitcode", "--to", "ap").code == 2)
            let dry = await place.place.run("sync", "flags")
            #expect(dry.code == 3 && dry.output.contains("flags to ap: plan: 2 to insert"), "\(dry)")
            #expect(try FanOutPlace.rows(place.ap) == Workplace.before)
        }
    }

    @Test func documentsAreOnePerTargetWithThoseThatFailed() async throws {
        try await FanOutPlace.with { place in
            try place.configure(usURL: "host=/none dbname=none")
            let outcome = await place.place.run("sync", "flags", "--apply", "--output", "json", "--progress")
            #expect(outcome.code == 3, "\(outcome)")
            let documents = try outcome.output.split(separator: "\n").map { line in
                try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            }.filter { $0["kind"] as? String != "progress" }
            #expect(documents.compactMap { $0["kind"] as? String } == ["run", "failure", "run"])
            #expect(documents.compactMap { $0["to"] as? String } == ["eu", "us", "ap"])
            #expect(documents.compactMap { $0["insert"] as? Int } == [2, 2])
            let failure = documents[1]
            #expect(failure["error"] as? String == "unavailable" && failure["exit_code"] as? Int == 69)
            #expect((failure["message"] as? String)?.hasPrefix("job flags to us: ") == true)
        }
    }

    @Test func everyProtectedTargetIsConfirmedByName() async throws {
        try await FanOutPlace.with { place in
            try place.configure(eu: ", protected: true", us: ", protected: true")
            let place = place.place
            for names in [[], ["eu"], ["eu", "us", "mars"], ["mars"]] {
                let arguments = ["sync", "flags", "--apply"] + names.flatMap { ["--confirm", $0] }
                let outcome = await place.run(arguments: arguments)
                #expect(outcome.code == 4, "\(names): \(outcome)")
                #expect(place.names() == ["seedd.yaml"])
            }
            let variables = ["SEEDD_CONFIRM": "eu\nus"]
            #expect(await place.run("sync", "flags", "--apply", variables: variables).code == 0)
            #expect(await place.run("sync", "flags", "--apply", "--confirm", "us", "--confirm", "eu").code == 0)
        }
    }

    /// The urls differ; the target that is protected would be written under the other's name.
    @Test func twoNamesOfOneDatabase() async throws {
        try await FanOutPlace.with { place in
            let alias = place.eu.connectionString + " application_name=other"
            try place.configure(eu: ", protected: true", usURL: alias)
            for command in [["plan"], ["sync", "flags"]] {
                let outcome = await place.place.run(arguments: command)
                #expect(outcome.code == 3, "\(outcome)")
                #expect(
                    outcome.output.contains("flags to us: failed (4): eu and us are the same database"), "\(outcome)")
            }
            #expect(await place.place.run("sync", "flags", "--apply", "--confirm", "eu").code == 3)
            #expect(try FanOutPlace.runs(place.eu) == "1")
        }
    }

    @Test func anInterruptionIsToldOfEveryTarget() async throws {
        try await FanOutPlace.with { place in
            let holder = try await PausedSession(
                "BEGIN; LOCK TABLE flags IN EXCLUSIVE MODE", then: "COMMIT", in: place.us)
            for format in ["text", "json"] {
                let command = try CommandRun(
                    [CommandRun.seeddPath, "sync", "flags", "--apply", "--output", format],
                    directory: place.place.directory
                ).start()
                let waits = "SELECT count(*) FROM pg_locks WHERE NOT granted"
                while try place.us.psql(waits) == "0" { try await Task.sleep(for: .milliseconds(20)) }
                command.signal(SIGINT)
                let result = try await command.finish(within: .seconds(20))
                #expect(result.exitCode == 130, "\(result)")
                let output = result.standardOutput
                if format == "text" {
                    #expect(output.hasSuffix("flags to us: interrupted\nflags to ap: not begun\n"), "\(result)")
                } else {
                    #expect(output.split(separator: "\n").count { $0.contains(#""failure""#) } == 2, "\(result)")
                    #expect(output.contains("job flags to ap: not begun"), "\(result)")
                }
            }
            try await holder.finish()
        }
    }

    /// What is typed is meant for the target that is asked about.
    @Test func atATerminalEachIsAskedAboutInItsTurn() async throws {
        try await FanOutPlace.with { place in
            try place.configure(us: ", protected: true")
            let yes = await place.place.run("sync", "flags", answer: "yes")
            #expect(yes.code == 3, "\(yes)")
            for name in ["eu", "ap"] { #expect(yes.error.contains("Write this to \(name)? ")) }
            #expect(yes.error.contains("us is protected. Type its name"))
            #expect(try FanOutPlace.rows(place.us) == Workplace.before)
            #expect(try FanOutPlace.rows(place.ap) == Workplace.after)
            #expect(await place.place.run("sync", "flags", answer: "us").code == 0)
            #expect(try FanOutPlace.rows(place.us) == Workplace.after)
        }
    }

    @Test func oneTargetIsRolledBack() async throws {
        try await FanOutPlace.with { place in
            let command = place.place
            #expect(await command.run("sync", "flags", "--apply").code == 0)
            let unclear = await command.run("rollback", "latest", "--apply")
            #expect(unclear.code == 64 && unclear.error.contains("ran in 3 environments"), "\(unclear)")
            let rollback = await command.run("rollback", "latest", "--to", "us", "--apply")
            #expect(rollback.code == 0, "\(rollback)")
            #expect(try FanOutPlace.rows(place.us) == Workplace.before)
            #expect(try FanOutPlace.rows(place.eu) == Workplace.after)
            // What was undone is held where it was undone.
            try place.source.psql("UPDATE flags SET note = 'newer' WHERE code = 'c'")
            let sync = await command.run("sync", "flags", "--apply")
            #expect(sync.code == 3, "\(sync)")
            #expect(sync.error.contains("hint: seedd release flags --to us promotes them again"), "\(sync)")
            #expect(try place.ap.psql("SELECT note FROM flags WHERE code = 'c'") == "newer")
            #expect(try place.us.psql("SELECT note FROM flags WHERE code = 'a'") == "old")
            #expect(await command.run("release", "flags").code == 64)
            #expect(await command.run("release", "flags", "--to", "us").code == 0)
            #expect(await command.run("sync", "flags", "--apply").code == 0)
            #expect(try FanOutPlace.rows(place.us) == FanOutPlace.rows(place.eu))
            let other = await command.run("rollback", try latest(of: place.us), "--to", "eu")
            #expect(other.code == 66 && other.error.contains("is of us, not of eu"), "\(other)")
        }
    }

    private func latest(of target: TestDatabase) throws -> String {
        try target.psql("SELECT snapshot FROM seedd.run ORDER BY finished_at DESC LIMIT 1")
    }

    @Test func snapshotsStatusAndHistoryAreOfEach() async throws {
        try await FanOutPlace.with { place in
            #expect(await place.place.run("sync", "flags", "--apply").code == 0)
            try place.configure(usURL: "host=/none dbname=none")
            let snapshot = await place.place.run("snapshot")
            #expect(snapshot.code == 3 && snapshot.output.split(separator: "\n").count == 2, "\(snapshot)")
            let status = await place.place.run("status", "--output", "json")
            #expect(status.code == 3, "\(status)")
            let jobs = try #require(try status.document()["jobs"] as? [[String: Any]])
            #expect(jobs.compactMap { $0["environment"] as? String } == ["eu", "us", "ap"])
            let away = jobs.map { ($0["error"] as? [String: Any])?["code"] as? String }
            #expect(away == [nil, "unavailable", nil], "\(status)")
            let history = await place.place.run("history", "-q")
            #expect(history.code == 3 && history.output.split(separator: "\n").count == 2, "\(history)")
        }
    }
}
