import Foundation
import SeedTestKit
import Testing

@Suite(.environments)
struct RollbackCommandTests {
    @Test func previewWritesNothingThenRollbackBringsTheRowsBack() async throws {
        let place = try Workplace()
        #expect(await place.run("sync", "--apply").code == 0)
        let id = place.names(in: "snapshots")[0]
        for options in [
            ["rollback", id], ["rollback", id, "--dry-run"], ["rollback", "latest", "--dry-run"],
        ] {
            let preview = try await place.program(options)
            #expect(preview.code == 0, "\(preview)")
            #expect(preview.verdict == "plan: 1 to insert, 1 to update, 2 to delete, 0 unchanged in 1 table")
            #expect(try place.rows() == Workplace.after)
        }
        let outcome = await place.run("rollback", String(id.dropLast(4)), "--apply")
        #expect(outcome.code == 0, "\(outcome)")
        #expect(try place.rows() == Workplace.before)
        // It took a snapshot of its own, so it can be undone.
        #expect(place.names(in: "snapshots").count == 2)
        #expect(await place.run("rollback", "latest", "--apply").code == 0)
        #expect(try place.rows() == Workplace.after)
    }

    @Test func rowsThatOthersBroughtIntoTheFilterAreTold() async throws {
        let place = try Workplace(
            jobs: Workplace.jobs.replacingOccurrences(of: "mode: mirror", with: "mode: mirror, where: code <> 'a'"))
        #expect(await place.run("sync", "--apply").code == 0)
        try place.environments.target.psql("INSERT INTO flags VALUES ('z', true, 'theirs')")
        let id = place.names(in: "snapshots")[0]
        let note = "1 row that came into the filter since is left: others wrote it"
        let preview = await place.run("rollback", id, "--dry-run")
        #expect(preview.error.contains(note), "\(preview)")
        #expect(preview.verdict == "plan: 1 to insert, 0 to update, 2 to delete, 0 unchanged in 1 table")
        let document = try await place.run("rollback", id, "--dry-run", "--output", "json").document()
        #expect((document["tables"] as? [[String: Any]])?.first?["notes"] as? [String] == [note])
        #expect(await place.run("rollback", id, "--apply").code == 0)
        #expect(try place.rows() == "a|f|old\nd|t|\nz|t|theirs")
        // Also where nothing is left to do.
        let again = await place.run("rollback", id, "--dry-run")
        #expect(again.error.contains(note), "\(again)")
        #expect(again.output.contains("nothing to do"))
    }

    /// Swapped URLs: the snapshot's rows would overwrite those of a database they never were in.
    @Test func snapshotOfAnotherDatabaseIsRefused() async throws {
        let place = try Workplace()
        #expect(await place.run("sync", "--apply").code == 0)
        let id = place.names(in: "snapshots")[0]
        let (source, target) = (place.environments.source, place.environments.target)
        let digest = "SELECT string_agg(f::text, ',' ORDER BY code) FROM flags f"
        let before = try source.psql(digest)
        try place.configure(source: target.connectionString, target: source.connectionString)
        for options in [["rollback", id], ["rollback", id, "--apply"]] {
            let outcome = try await place.program(options)
            #expect(outcome.code == 4, "\(outcome)")
            #expect(outcome.error.contains("is of another database"))
        }
        #expect(try source.psql(digest) == before)
    }

    /// A database that was restored elsewhere is another one, and may be the one that is meant.
    @Test func anotherDatabaseIsWrittenWhereThatIsForced() async throws {
        let place = try Workplace()
        #expect(await place.run("sync", "--apply").code == 0)
        let id = place.names(in: "snapshots")[0]
        let (source, target) = (place.environments.source, place.environments.target)
        try place.configure(source: target.connectionString, target: source.connectionString)
        // Neither transactions nor digests of the other database are to tell what changed here.
        try source.psql("UPDATE flags SET note = 'moved' WHERE code = 'c'")
        let preview = try await place.program(["rollback", id, "--force-target", "-v"])
        #expect(preview.code == 0, "\(preview)")
        #expect(preview.error.contains("is of another database"))
        #expect(preview.error.contains("public.flags: what is written is read back; the table as a whole is not"))
        #expect(try source.psql("SELECT count(*) FROM flags") == "3")
        let outcome = try await place.program(
            ["rollback", id, "--apply"], variables: ["SEEDD_FORCE_TARGET": "1"])
        #expect(outcome.code == 0, "\(outcome)")
        #expect(try source.psql("SELECT * FROM flags ORDER BY code COLLATE \"C\"") == Workplace.before)
        #expect(try place.rows() == Workplace.after)
    }

    @Test func changedSchemaIsToldBesideThePlan() async throws {
        let place = try Workplace()
        #expect(await place.run("sync", "--apply").code == 0)
        try place.environments.target.psql("ALTER TABLE flags DROP note; ALTER TABLE flags ADD level int DEFAULT 3")
        let preview = try await place.program(["rollback", "latest"])
        #expect(preview.code == 0, "\(preview)")
        #expect(preview.error.contains("warning: public.flags: column note is gone; its saved values are left out"))
        #expect(!preview.output.contains("column note is gone"), "told once")
        #expect(!preview.error.contains("is not compared with the snapshot's digest"))
        let document = try await place.program(["rollback", "latest", "--output", "json"])
        #expect(document.output.contains("\"notes\""), "\(document)")
        let outcome = try await place.program(["rollback", "latest", "--apply", "-v"])
        #expect(outcome.code == 0, "\(outcome)")
        #expect(outcome.error.contains("is not compared with the snapshot's digest, which is of other columns"))
        #expect(try place.rows() == "a|f|3\nd|t|3")
    }

    @Test func protectedEnvironmentWantsItsName() async throws {
        let place = try Workplace(production: "protected: true")
        #expect(await place.run("sync", "--apply", "--confirm", "production").code == 0)
        #expect(await place.run("rollback", "latest", "--apply").code == 4)
        #expect(try place.rows() == Workplace.after)
        #expect(await place.run("rollback", "latest", "--apply", "--confirm", "production").code == 0)
        #expect(try place.rows() == Workplace.before)
    }

    @Test func latestSkipsTheSnapshotOfARunThatFailed() async throws {
        let place = try Workplace()
        #expect(await place.run("sync", "--apply").code == 0)
        let id = place.names(in: "snapshots")[0]
        try place.environments.source.psql("DELETE FROM flags WHERE code = 'c'")
        // The row that records a run is written after the snapshot.
        try place.environments.target.psql("ALTER TABLE seedd.run ADD CHECK (deleted <> 1 OR inserted > 0)")
        let failed = await place.run("sync", "--apply")
        #expect(failed.code == 65, "\(failed)")
        #expect(place.names(in: "snapshots").count == 2)
        let preview = await place.run("rollback", "latest")
        #expect(preview.output.hasPrefix("snapshot \(id) "), "\(preview)")
    }

    @Test func latestOfAJobThatIsNoneIsNotFound() async throws {
        let place = try Workplace()
        #expect(await place.run("sync", "--apply").code == 0)
        let outcome = await place.run("rollback", "latest", "--job", "other")
        #expect(outcome.code == 66)
        #expect(outcome.error.contains("no such job"))
    }

    @Test func someRowsOfASnapshot() async throws {
        let place = try Workplace()
        #expect(await place.run("sync", "--apply").code == 0)
        let unknown = await place.run("rollback", "latest", "--only", "cod=a")
        #expect(unknown.code == 66, "\(unknown)")
        let flag = await place.run("rollback", "latest", "--only", "enabled=false")
        #expect(flag.verdict.hasPrefix("plan: 0 to insert, 1 to update, 1 to delete"), "\(flag)")
        let outcome = await place.run("rollback", "latest", "--only", "code=a", "--only", "code=c,d", "--apply")
        #expect(outcome.code == 0, "\(outcome)")
        #expect(outcome.output.contains("run: 1 inserted, 1 updated, 1 deleted"))
        #expect(try place.rows() == "a|f|old\nb|f|\nd|t|")
        #expect(await place.run("rollback", "latest", "--apply").code == 0)
        #expect(try place.rows() == Workplace.after)
    }

    @Test func oneTableOfASnapshot() async throws {
        let jobs = """
            both:
              from: staging
              to: production
              guards: {max_changed: 100%, max_deletes: 100%}
              tables: [{name: public.flags, mode: mirror}, {name: public.more, mode: mirror}]
            """
        let place = try Workplace(jobs: jobs)
        try place.environments.psql("CREATE TABLE more (code text PRIMARY KEY)")
        try place.environments.source.psql("INSERT INTO more VALUES ('m')")
        #expect(await place.run("sync", "--apply").code == 0)
        let outcome = await place.run("rollback", "latest", "--table", "more", "--apply")
        #expect(outcome.code == 0, "\(outcome)")
        #expect(try place.environments.target.psql("SELECT count(*) FROM more") == "0")
        #expect(try place.rows() == Workplace.after)
        let unknown = await place.run("rollback", "latest", "--table", "public.mor")
        #expect(unknown.code == 66)
        #expect(unknown.error.contains("public.more"))
    }
}
