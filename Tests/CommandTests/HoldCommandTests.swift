import Foundation
import SeedTestKit
import Testing

/// A rollback sticks, as the person who is called at night sees it.
@Suite(.environments)
struct HoldCommandTests {
    /// One bad value was promoted and rolled back.
    private func rolledBack() async throws -> Workplace {
        let place = try Workplace()
        #expect(await place.run("sync", "--apply").code == 0)
        try place.environments.source.psql("UPDATE flags SET note = 'oops' WHERE code = 'c'")
        #expect(await place.run("sync", "--apply").code == 0)
        #expect(await place.run("rollback", "latest", "--apply").code == 0)
        #expect(try place.rows() == Workplace.after)
        return place
    }

    @Test func theNightlyRunKeepsTheBadValueOutUntilTheSourceIsMended() async throws {
        let place = try await rolledBack()
        for options in [["sync", "--apply"], ["sync", "flags", "--apply"], ["sync"]] {
            let nightly = try await place.program(options)
            #expect(nightly.code == 3, "\(nightly)")
            #expect(nightly.verdict == "plan: 0 to insert, 0 to update, 0 to delete, 2 unchanged, 1 held in 1 table")
            #expect(nightly.output.contains("= code=c (held: rolled back 2"))
            #expect(!nightly.output.contains("nothing to do"))
            #expect(nightly.error.contains("flags: 1 row is held"))
            #expect(nightly.error.contains("hint: seedd release flags --to production promotes them again"))
            #expect(try place.rows() == Workplace.after)
        }
        let plan = await place.run("plan", "--detailed-exitcode")
        #expect(plan.code == 0, "\(plan)")
        #expect(
            plan.error.contains("flags: 1 row is held")
                && plan.error.contains("hint: seedd release flags --to production promotes them again"))
        try place.environments.source.psql("UPDATE flags SET note = 'mended' WHERE code = 'c'")
        let nightly = await place.run("sync", "--apply")
        #expect(nightly.code == 0, "\(nightly)")
        #expect(try place.rows() == "a|t|new\nb|f|\nc|t|mended")
        #expect(await place.run("sync", "--apply").code == 0)
    }

    @Test func whatIsNotHeldIsPromotedAndTheRunIsPartial() async throws {
        let place = try await rolledBack()
        try place.environments.source.psql("UPDATE flags SET note = 'newer' WHERE code = 'a'")
        let sync = await place.run("sync", "--apply")
        #expect(sync.code == 3, "\(sync)")
        #expect(sync.output.contains("run: 0 inserted, 1 updated, 0 deleted, 1 unchanged, 1 held in 1 table"))
        #expect(try place.rows() == "a|t|newer\nb|f|\nc|t|x")
    }

    @Test func aPlanShowsWhatIsHeld() async throws {
        let place = try await rolledBack()
        let plan = await place.run("plan", "--detailed-exitcode")
        #expect(plan.code == 0, "\(plan)")
        let document = try await place.run("plan", "--output", "json").document()
        #expect(document["held"] as? Int == 1)
        let table = try #require((document["tables"] as? [[String: Any]])?.first)
        let change = try #require((table["changes"] as? [[String: Any]])?.first)
        #expect(change["op"] as? String == "held")
        #expect((change["reason"] as? String)?.hasPrefix("rolled back 2") == true)
        #expect((change["columns"] as? [String: [String: String]]) == ["note": ["from": "x", "to": "oops"]])
    }

    @Test func releaseLetsTheRowsGo() async throws {
        let place = try await rolledBack()
        let preview = await place.run("release", "flags", "--dry-run")
        #expect(preview.code == 0)
        #expect(preview.output == "public.flags code=c\nrelease: 1 hold to lift in production\n", "\(preview)")
        let other = try await place.program(["release", "flags", "--only", "code=a"])
        #expect(other.code == 0)
        #expect(other.output == "release: the 1 held row is not among those\n")
        #expect(await place.run("sync", "--apply").code == 3)
        let release = await place.run("release", "flags", "--only", "code=b,c", "--table", "flags", "--output", "json")
        let document = try release.document()
        #expect(document["kind"] as? String == "release")
        #expect(document["released"] as? Int == 1)
        let hold = try #require((document["holds"] as? [[String: Any]])?.first)
        #expect(hold["table"] as? String == "public.flags")
        #expect(hold["key"] as? [String: String] == ["code": "c"])
        #expect(hold["snapshot"] as? String == place.names(in: "snapshots")[1])
        #expect(await place.run("release", "flags").output == "release: nothing is held\n")
        #expect(await place.run("sync", "--apply").code == 0)
        #expect(try place.rows() == "a|t|new\nb|f|\nc|t|oops")
    }

    /// A release that hits nothing by a slip of the pen must not read as if nothing were held.
    @Test func releaseOfWhatIsNotThere() async throws {
        let place = try await rolledBack()
        let column = await place.run("release", "flags", "--only", "cod=c")
        #expect(column.code == 66)
        #expect(column.error.contains("--only cod: is no column of a key: holds are by (code)"), "\(column)")
        #expect(column.error.contains("code"))
        #expect(await place.run("release", "flags", "--only", "note=x").code == 66)
        let table = await place.run("release", "flags", "--table", "flgs")
        #expect(table.code == 66)
        #expect(table.error.contains("table flgs: is not in job flags"), "\(table)")
        #expect(await place.run("release", "flags", "--table", "public.fl*", "--dry-run").code == 0)
        #expect(try place.environments.target.psql("SELECT count(*) FROM seedd.hold") == "1")
    }

    @Test func aTableOfTheJobWithoutHoldsMayBeNamed() async throws {
        let place = try await rolledBack()
        try place.environments.psql("CREATE TABLE quiet (code text PRIMARY KEY)")
        try place.configure(
            jobs: Workplace.jobs.replacingOccurrences(of: "tables: [", with: "tables: [{name: public.quiet}, "))
        let release = await place.run("release", "flags", "--table", "quiet")
        #expect(release.code == 0, "\(release)")
        #expect(release.output == "release: the 1 held row is not among those\n")
    }

    @Test func holdsOfAJobThatIsGoneAreReleased() async throws {
        let place = try Workplace()
        #expect(await place.run("sync", "--apply").code == 0)
        try place.configure(jobs: Workplace.jobs.replacingOccurrences(of: "flags:\n", with: "other:\n"))
        let rollback = await place.run("rollback", "latest", "--apply")
        #expect(rollback.code == 0, "\(rollback)")
        #expect(rollback.error.contains("`seedd release flags --to production`"), "\(rollback)")
        #expect(await place.run("release", "flags").code == 66)
        #expect(await place.run("release", "flag", "--to", "production").code == 66)
        let release = await place.run("release", "flags", "--to", "production")
        #expect(release.code == 0)
        #expect(release.output.hasSuffix("release: 4 holds lifted in production\n"), "\(release)")
        #expect(await place.run("release", "flags", "--to", "production").code == 66)
    }

    @Test func aDryRunIsNotApplied() async throws {
        let place = try await rolledBack()
        let outcome = await place.run("rollback", "latest", "--dry-run", "--apply")
        #expect(outcome.code == 64)
        #expect(try place.rows() == Workplace.after)
    }

    /// `=` alone does not tell a row that is kept out from one that is kept in.
    @Test func heldInsertsAndDeletesAreTold() async throws {
        let place = try Workplace()
        #expect(await place.run("sync", "--apply").code == 0)
        #expect(await place.run("rollback", "latest", "--apply").code == 0)
        let plan = await place.run("plan")
        #expect(plan.output.contains("= code=b (held insert: rolled back 2"), "\(plan)")
        #expect(plan.output.contains("= code=d (held delete: rolled back 2"))
        #expect(plan.output.contains("= code=a (held: rolled back 2"))
    }

    @Test func releaseWhereNothingWasEverHeld() async throws {
        let place = try Workplace()
        #expect(await place.run("release", "flags").output == "release: nothing is held\n")
        let unknown = await place.run("release", "flag")
        #expect(unknown.code == 66)
        #expect(unknown.error.contains("flags"))
        #expect(await place.run("release").code == 64)
    }

    @Test func aRollbackOfSomeRowsHoldsOnlyThose() async throws {
        let place = try Workplace()
        #expect(await place.run("sync", "--apply").code == 0)
        #expect(await place.run("rollback", "latest", "--only", "code=a,d", "--apply").code == 0)
        #expect(try place.environments.target.psql("SELECT key FROM seedd.hold ORDER BY 1") == "{a}\n{d}")
        let sync = await place.run("sync", "--apply")
        #expect(sync.verdict == "plan: 0 to insert, 0 to update, 0 to delete, 2 unchanged, 2 held in 1 table")
    }

    /// A source that is down is no reason to leave a mistake in production.
    @Test func aRollbackDoesNotNeedTheSource() async throws {
        let place = try Workplace()
        #expect(await place.run("sync", "--apply").code == 0)
        try place.environments.target.psql("UPDATE flags SET note = 'mine' WHERE code = 'a'")
        try place.configure(source: "host=127.0.0.1 port=1 dbname=nowhere")
        let rollback = await place.run("rollback", "latest", "--apply")
        #expect(rollback.code == 0, "\(rollback)")
        #expect(rollback.error.contains("rows that were edited or deleted since are held whatever the source has"))
        #expect(try place.rows() == Workplace.before)
        try place.configure()
        try place.environments.source.psql("UPDATE flags SET note = 'other' WHERE code = 'a'")
        #expect(await place.run("sync", "--apply").verdict.contains("0 to update, 0 to delete, 0 unchanged, 4 held"))
    }

    @Test func historyAndStatusTellOfHolds() async throws {
        let place = try await rolledBack()
        let history = try await place.run("history", "--output", "json").document()
        #expect((history["runs"] as? [[String: Any]])?.map { $0["holds"] as? Int } == [1, 0, 0])
        #expect(await place.run("history").output.contains("HELD"))
        let status = try await place.run("status", "--output", "json").document()
        #expect(status["kind"] as? String == "status")
        let job = try #require((status["jobs"] as? [[String: Any]])?.first)
        #expect(job["job"] as? String == "flags")
        #expect(job["environment"] as? String == "production")
        #expect(job["holds"] as? Int == 1)
        #expect(job["source"] as? String == "history")
        #expect(job["snapshot"] as? String == place.names(in: "snapshots").last)
        #expect((job["last_run"] as? [String: Any])?["action"] as? String == "rollback")
        #expect((job["last_run"] as? [String: Any])?["result"] as? String == "rolled_back")
        #expect(await place.run("status", "flags", "-q").output == "flags\n")
        #expect(await place.run("status", "flag").code == 66)
    }

    @Test func statusBeforeTheFirstRun() async throws {
        let place = try Workplace()
        let outcome = await place.run("status")
        #expect(outcome.code == 0)
        #expect(outcome.output.contains("never"))
        let job = try #require(
            (try await place.run("status", "--output", "json").document()["jobs"] as? [[String: Any]])?.first)
        #expect(job["last_run"] is NSNull)
        #expect(job["holds"] as? Int == 0)
    }
}
