import Foundation
import SeedTestKit
import Testing

@Suite(.environments)
struct SnapshotsCommandTests {
    @Test func anEmptyStoreSaysSo() async throws {
        let place = try Workplace()
        let outcome = await place.run("snapshots")
        #expect(outcome.code == 0)
        #expect(outcome.output.isEmpty)
        #expect(outcome.error.contains("no snapshots in"))
        #expect(place.names() == ["seedd.yaml"])
    }

    @Test func snapshotsAreListedAndShown() async throws {
        let place = try Workplace()
        #expect(await place.run("sync", "--apply").code == 0)
        let id = try #require(place.names(in: "snapshots").first)
        for arguments in [["snapshots"], ["snapshots", "list"], ["snapshots", "--job", "flags"]] {
            let outcome = try await place.program(arguments)
            #expect(outcome.output.contains(id), "\(outcome)")
            #expect(outcome.output.contains("before sync"))
        }
        let unknown = await place.run("snapshots", "--job", "other")
        #expect(unknown.code == 66 && unknown.error.contains("job \"other\": no such job"), "\(unknown)")
        #expect(await place.run("snapshots", "-q").output == id + "\n")

        let shown = await place.run("snapshots", "show", String(id.prefix(12)))
        #expect(shown.output.contains("public.flags"), "\(shown)")
        let detail = await place.run("snapshots", "show", "latest", "-v")
        #expect(detail.output.contains("key        code\n"), "\(detail)")
        #expect(detail.output.contains("columns    code text, "), "\(detail)")
        let document = try await place.run("snapshots", "show", "latest", "--output", "json").document()
        #expect(document["kind"] as? String == "snapshots")
        let snapshot = try #require((document["snapshots"] as? [[String: Any]])?.first)
        #expect(snapshot["id"] as? String == id)
        #expect(snapshot["environment"] as? String == "production")
        #expect(snapshot["rows"] as? Int == 2)
        let table = try #require((snapshot["tables"] as? [[String: Any]])?.first)
        #expect(table["name"] as? String == "public.flags")
        #expect(table["filter"] is NSNull && table["key"] as? [String] == ["code"] && table["deltas"] as? Int == 0)
    }

    @Test func aDamagedOneIsListedAsSuchAndNotRestored() async throws {
        let place = try Workplace()
        #expect(await place.run("sync", "--apply").code == 0)
        let id = try #require(place.names(in: "snapshots").first)
        try place.write("{}", to: "snapshots/\(id)/manifest.json")
        let list = await place.run("snapshots")
        #expect(list.code == 0)
        #expect(list.output.contains("damaged: "))
        let document = try await place.run("snapshots", "--output", "json").document()
        #expect((document["snapshots"] as? [[String: Any]])?.first?["damaged"] is String)
        #expect(await place.run("rollback", id, "--apply").code == 65)
        #expect(await place.run("rollback", "latest", "--apply").code == 65)
        let ofJob = await place.run("snapshots", "--job", "flags")
        #expect(ofJob.output.contains("damaged: ") && ofJob.verdict.hasPrefix("snapshots: 1, 1 damaged; "))
        #expect(try place.rows() == Workplace.after)
    }
}
