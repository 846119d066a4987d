import SeedTestKit
import Testing

@Suite(.environments)
struct SnapshotsListCommandTests {
    @Test func filtersNarrowTheList() async throws {
        let place = try Workplace()
        let ids = try await place.takeSnapshots(2)
        #expect(await place.run("rollback", ids[1], "--apply").code == 0)
        let undo = try #require(place.names(in: "snapshots").last)

        // A job that never ran is one all the same.
        try place.configure(
            jobs: "\(Workplace.jobs)\nidle: {from: staging, to: production, tables: [{name: public.flags}]}")

        for (arguments, expected) in [
            ([], [undo, ids[1], ids[0]]),
            (["--job", "flags"], [undo, ids[1], ids[0]]), (["--job", "idle"], []),
            (["--environment", "production"], [undo, ids[1], ids[0]]), (["--environment", "staging"], []),
            (["--table", "public.f*"], [undo, ids[1], ids[0]]), (["--table", "public.x"], []),
            (["--reason", "before-rollback"], [undo]), (["--reason", "before sync"], [ids[1], ids[0]]),
            (["--since", "1h"], [undo, ids[1], ids[0]]), (["--until", "1h"], []),
            (["--since", "2001-01-01", "--until", "2001-12-31"], []),
            (["--limit", "2"], [undo, ids[1]]), (["--limit", "0"], [undo, ids[1], ids[0]]),
        ] as [([String], [String])] {
            let outcome = try await place.program(["snapshots", "list", "-q"] + arguments)
            #expect(outcome.output == expected.map { "\($0)\n" }.joined(), "\(arguments): \(outcome)")
            #expect(expected.isEmpty == outcome.error.contains("none of the 3 snapshots"))
        }
        for filter in [["--job", "flag"], ["--environment", "prodution"]] {
            let unknown = try await place.program(["snapshots", "list"] + filter)
            #expect(unknown.code == 66 && unknown.error.contains("did you mean"), "\(unknown)")
        }
        for (option, value) in [("since", "x"), ("until", "2026-02-30"), ("limit", "-1"), ("reason", "why")] {
            #expect(await place.run("snapshots", "list", "--\(option)=\(value)").code == 64)
        }
        #expect(
            await place.run("snapshots", "-q", variables: ["SEEDD_REASON": "before-rollback"]).output == "\(undo)\n")
    }

    @Test func sizesAreThoseOfRowsAndFiles() async throws {
        let place = try Workplace()
        _ = try await place.takeSnapshots(1)
        let list = await place.run("snapshots")
        #expect(list.output.contains("RAW") && list.output.contains("STORED"))
        #expect(list.verdict.hasPrefix("snapshots: 1; the store takes "))
        let document = try await place.run("snapshots", "--output", "json").document()
        let snapshot = try #require((document["snapshots"] as? [[String: Any]])?.first)
        // "a\tf\told\n" and "d\tt\t\\N\n"
        #expect(snapshot["raw_bytes"] as? Int == 15)
        let stored = try #require(snapshot["bytes"] as? Int)
        #expect(try #require(document["store_bytes"] as? Int) > stored)
        let shown = await place.run("snapshots", "show", "latest")
        #expect(shown.output.contains("RAW") && shown.output.contains("15 B"), "\(shown)")
    }
}
