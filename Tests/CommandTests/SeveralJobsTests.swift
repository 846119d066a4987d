import Foundation
import SeedTestKit
import Testing

/// A command that is given several jobs: one that fails keeps no other from its turn.
@Suite(.environments)
struct SeveralJobsTests {
    /// Three jobs over three tables; the one in the middle fails with 78, as its table is not there.
    private static func jobs(_ middle: String = "public.missing", unattended: String = "") -> String {
        """
        flags:
          from: staging
          to: production
          guards: {max_changed: 100%, max_deletes: 100%}
        \(unattended)
          tables: [{name: public.flags, mode: mirror}]
        broken:
          from: staging
          to: production
          tables: [{name: \(middle)}]
        more:
          from: staging
          to: production
          tables: [{name: public.more}]
        """
    }

    private func place(_ jobs: String = Self.jobs(), production: String = "") throws -> Workplace {
        let place = try Workplace(jobs: jobs, production: production)
        try place.environments.psql("CREATE TABLE more (code text PRIMARY KEY)")
        try place.environments.source.psql("INSERT INTO more VALUES ('m')")
        return place
    }

    private func more(_ place: Workplace) throws -> String { try place.environments.target.psql("SELECT * FROM more") }

    @Test func theOthersAreSyncedAndTheFirstFailureIsTheExitCode() async throws {
        let place = try place()
        let outcome = await place.run("sync", "--all", "--apply")
        #expect(outcome.code == 78, "\(outcome)")
        #expect(outcome.error.contains("error: ") && outcome.error.contains("public.missing"))
        #expect(try place.rows() == Workplace.after)
        #expect(try more(place) == "m")
    }

    @Test func aFailureCountsMoreThanHeldRows() async throws {
        let place = try place()
        #expect(await place.run("sync", "flags", "--apply").code == 0)
        #expect(await place.run("rollback", "latest", "--apply").code == 0)
        let outcome = await place.run("sync", "--all", "--apply")
        #expect(outcome.code == 78, "\(outcome)")
        #expect(outcome.error.contains("rows are held"))
        #expect(try more(place) == "m")
        #expect(await place.run("sync", "flags", "more", "--apply").code == 3)
    }

    @Test func theOthersArePlanned() async throws {
        let place = try place()
        let outcome = await place.run("plan", "--detailed-exitcode", "-q")
        #expect(outcome.code == 78, "\(outcome)")
        #expect(outcome.output == "public.flags\npublic.more\n")
    }

    @Test func snapshotsOfTheOthersAreTakenAndInTheDocument() async throws {
        let place = try place()
        let outcome = await place.run("snapshot", "--output", "json")
        #expect(outcome.code == 78, "\(outcome)")
        let taken = try #require(try outcome.document()["snapshots"] as? [[String: Any]])
        #expect(taken.map { $0["job"] as? String } == ["flags", "more"])
        #expect(taken.compactMap { $0["id"] as? String }.sorted() == place.names(in: "snapshots"))
        #expect(await place.run("snapshot").output.split(separator: "\n").count == 2)
    }

    /// The first job may be written by its own setting, and is not: the next is sure to be refused.
    @Test func aMissingConfirmationIsFoundBeforeTheFirstWrite() async throws {
        let place = try place(Self.jobs("public.more", unattended: "  unattended: true"), production: "protected: true")
        let outcome = await place.run("sync", "--all", "--apply")
        #expect(outcome.code == 4, "\(outcome)")
        #expect(outcome.error.contains("--confirm production"))
        #expect(try place.rows() == Workplace.before)
        #expect(place.names() == ["seedd.yaml"])
        #expect(await place.run("sync", "flags", "--apply").code == 0)
    }

    @Test func anUnknownEnvironmentIsFoundBeforeTheFirstWrite() async throws {
        let place = try place()
        #expect(await place.run("sync", "--all", "--apply", "--to", "producton").code == 66)
        #expect(try place.rows() == Workplace.before)
    }
}
