import SeedTestKit
import Testing

@Suite(.environments)
struct SnapshotsDiffCommandTests {
    /// Two runs, so two snapshots; returns their ids, older first.
    private func prepare(_ jobs: String = Workplace.jobs) async throws -> (Workplace, String, String) {
        let place = try Workplace(jobs: jobs)
        #expect(await place.run("sync", "--apply").code == 0)
        try place.environments.source.psql(
            "UPDATE flags SET note = E'\\t' WHERE code = 'b'; DELETE FROM flags WHERE code = 'c'")
        #expect(await place.run("sync", "--apply").code == 0)
        let ids = place.names(in: "snapshots")
        return (place, ids[0], ids[1])
    }

    @Test func betweenSnapshots() async throws {
        let (place, first, second) = try await prepare()
        let outcome = try await place.program([
            "snapshots", "diff", first, String(second.prefix(18)), "--detailed-exitcode",
        ])
        #expect(outcome.code == 2, "\(outcome)")
        #expect(outcome.output.hasPrefix("snapshot \(first) → snapshot \(second)\n"))
        #expect(outcome.verdict == "diff: 2 added, 1 changed, 1 removed, 0 unchanged in 1 table")
        let document = try await place.run("snapshots", "diff", first, "latest", "--output", "json").document()
        #expect(document["kind"] as? String == "plan")
        #expect(document["from"] as? String == "snapshot \(first)")
        #expect(document["only_in_from"] as? [String] == [])
        let tables = try #require(document["tables"] as? [[String: Any]])
        let changes = try #require(tables[0]["changes"] as? [[String: Any]])
        #expect(changes.map { $0["op"] as? String } == ["update", "insert", "insert", "delete"])
        let columns = try #require(changes[0]["columns"] as? [String: [String: String]])
        #expect(columns == ["enabled": ["from": "f", "to": "t"], "note": ["from": "old", "to": "new"]])

        let same = await place.run("snapshots", "diff", first, first, "--detailed-exitcode")
        #expect(same.code == 0)
        #expect(same.output.contains("no differences"))
        #expect(same.verdict == "diff: 0 added, 0 changed, 0 removed, 2 unchanged in 1 table")
    }

    @Test func againstTheDatabaseAsItIs() async throws {
        let (place, first, second) = try await prepare()
        let outcome = try await place.program(["snapshots", "diff", second, "--detailed-exitcode"])
        #expect(outcome.code == 2, "\(outcome)")
        #expect(outcome.output.hasPrefix("snapshot \(second) → production\n"))
        #expect(outcome.verdict == "diff: 0 added, 1 changed, 1 removed, 1 unchanged in 1 table")
        #expect(await place.run("rollback", second, "--apply").code == 0)
        let same = await place.run("snapshots", "diff", second, "live", "--detailed-exitcode", "-vv")
        #expect(same.code == 0, "\(same)")
        #expect(same.verdict == "diff: 0 added, 0 changed, 0 removed, 3 unchanged in 1 table")
        #expect(!same.error.contains("TO STDOUT"), "equal rows were shipped")
        let limited = await place.run("snapshots", "diff", first, "--limit", "1")
        #expect(limited.output.contains("more (--limit 0 shows all)"), "\(limited)")
    }

    /// What a filter leaves out is not in a snapshot, and so not in the comparison; ignored columns are.
    @Test func filtersAndIgnoredColumns() async throws {
        let jobs = """
            flags:
              from: staging
              to: production
              guards: {max_changed: 100%, max_deletes: 100%}
              tables: [{name: public.flags, mode: mirror, where: enabled, ignore: [note]}]
            """
        let place = try Workplace(jobs: jobs)
        try place.environments.target.psql("DELETE FROM flags WHERE code = 'a'")
        #expect(await place.run("sync", "--apply").code == 0)
        #expect(await place.run("snapshots", "diff", "latest").verdict.contains("2 added, 0 changed, 1 removed"))
        #expect(await place.run("rollback", "latest", "--apply").code == 0)
        try place.environments.target.psql(
            "INSERT INTO flags VALUES ('x', false, NULL), ('y', true, NULL); UPDATE flags SET note = '' WHERE code = 'd'"
        )
        let id = place.names(in: "snapshots")[0]
        #expect(
            await place.run("snapshots", "diff", id).verdict
                == "diff: 1 added, 1 changed, 0 removed, 0 unchanged in 1 table")
    }

    @Test func tablesAndColumnsThatOnlyOneHas() async throws {
        let (place, first, _) = try await prepare()
        try place.environments.target.psql("ALTER TABLE flags DROP COLUMN note; ALTER TABLE flags ADD COLUMN more int")
        let narrowed = await place.run("snapshots", "diff", first)
        #expect(narrowed.verdict == "diff: 1 added, 1 changed, 1 removed, 0 unchanged in 1 table", "\(narrowed)")
        #expect(narrowed.error.contains("only common ones are compared: note"))
        try place.environments.target.psql("ALTER TABLE flags RENAME TO banners")
        let missing = await place.run("snapshots", "diff", first)
        #expect(missing.code == 4, "\(missing)")
        #expect(await place.run("snapshots", "diff", first, "--table", "nope").code == 66)
        #expect(await place.run("snapshots", "diff", first, "20200101").code == 66)
    }
}
