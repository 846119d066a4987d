import Foundation
import SeedTestKit
import Testing

@Suite(.environments)
struct SnapshotCommandTests {
    @Test func aSnapshotIsTakenOnceForTheSameRows() async throws {
        let place = try Workplace()
        let taken = await place.run("snapshot")
        #expect(taken.code == 0)
        let id = try #require(place.names(in: "snapshots").first)
        #expect(taken.output.hasPrefix("snapshot \(id): flags in production, 2 rows in 1 table, "), "\(taken)")
        #expect(try place.rows() == Workplace.before)

        let again = await place.run("snapshot", "flags")
        #expect(again.code == 0)
        #expect(again.output == "unchanged: flags in production, 2 rows in 1 table, as in snapshot \(id)\n")
        #expect(await place.run("snapshot", "-q").output == id + "\n")
        #expect(place.names(in: "snapshots") == [id])

        try place.environments.target.psql("UPDATE flags SET note = 'mine' WHERE code = 'd'")
        let document = try await place.run("snapshot", "--output", "json").document()
        #expect(document["kind"] as? String == "snapshot")
        let snapshot = try #require((document["snapshots"] as? [[String: Any]])?.first)
        #expect(snapshot["unchanged"] as? Bool == false)
        #expect(snapshot["rows"] as? Int == 2)
        #expect(place.names(in: "snapshots") == [id, snapshot["id"] as? String ?? ""])

        #expect(await place.run("rollback", id, "--apply").code == 0)
        #expect(try place.rows() == Workplace.before)
    }

    @Test func tablesThatDidNotChangeCostNoBytes() async throws {
        let place = try Workplace(jobs: Workplace.jobs.replacing("public.flags", with: "public.*"))
        try place.environments.psql("CREATE TABLE other (id int PRIMARY KEY); INSERT INTO other VALUES (1)")
        #expect(await place.run("snapshot").code == 0)
        try place.environments.target.psql("UPDATE flags SET note = 'mine'")
        #expect(await place.run("snapshot").code == 0)
        let snapshots = place.names(in: "snapshots")
        let files = snapshots.map { "\(place.directory)/snapshots/\($0)/public.other.copy.zst" }
        let numbers = try files.map {
            try FileManager.default.attributesOfItem(atPath: $0)[.systemFileNumber] as? Int
        }
        #expect(numbers.count == 2 && numbers[0] == numbers[1], "one file with two names")
        // Each is whole without the other.
        try FileManager.default.removeItem(atPath: "\(place.directory)/snapshots/\(snapshots[0])")
        #expect(await place.run("snapshots", "verify", "--data").code == 0)
    }

    @Test func theSourceNeedNotBeThere() async throws {
        let place = try Workplace()
        try place.configure(source: "postgresql://nobody@localhost:1/gone")
        #expect(await place.run("snapshot").code == 0)
    }

    @Test func whoMayOnlyReadMayTakeOne() async throws {
        let role = "\(try TestEnvironments.current.target.name)_reader"
        let place = try Workplace(production: "role: \(role)")
        try place.environments.target.psql("CREATE ROLE \(role); GRANT SELECT ON flags TO \(role)")
        let outcome = await place.run("snapshot")
        try place.environments.target.psql("DROP OWNED BY \(role); DROP ROLE \(role)")
        #expect(outcome.code == 0, "\(outcome)")
    }

    @Test func whatIsNotThereIsNamed() async throws {
        let place = try Workplace()
        #expect(await place.run("snapshot", "flag").code == 66)
        let table = await place.run("snapshot", "--table", "public.flag")
        #expect(table.code == 66)
        #expect(table.error.contains("public.flags"), "\(table)")
        try place.environments.target.psql("DROP TABLE flags")
        #expect(await place.run("snapshot").code == 78)
        #expect(place.names(in: "snapshots").isEmpty)
    }

    @Test func aRenamedTableIsSavedUnderItsNameThere() async throws {
        let place = try Workplace(
            jobs: """
                flags:
                  from: staging
                  to: production
                  tables: [{name: public.flags, rename: public.switches}]
                """)
        try place.environments.target.psql("ALTER TABLE flags RENAME TO switches")
        #expect(await place.run("snapshot").code == 0)
        let shown = await place.run("snapshots", "show", "latest")
        #expect(shown.output.contains("public.switches"), "\(shown)")
    }
}
