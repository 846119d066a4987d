import Foundation
import SeedTestKit
import Testing

@Suite(.environments)
struct SnapshotsVerifyCommandTests {
    @Test func wholeOnesAreWhole() async throws {
        let place = try Workplace()
        #expect(await place.run("snapshots", "verify").verdict == "verified: 0 whole, 0 damaged")
        let ids = try await place.takeSnapshots(2)
        for arguments in [["snapshots", "verify"], ["snapshots", "verify", "--data"]] {
            let outcome = try await place.program(arguments + ["-v"])
            #expect(outcome.code == 0, "\(outcome)")
            #expect(outcome.output == "\(ids[1])  ok\n\(ids[0])  ok\nverified: 2 whole, 0 damaged\n")
            #expect(outcome.error.contains("verifying \(ids[0]), 2 of 2"))
        }
        #expect(await place.run("snapshots", "verify", ids[0], "latest").output.hasPrefix("\(ids[0])  ok\n\(ids[1])"))
        #expect(await place.run("snapshots", "verify", "2001").code == 66)
        #expect(await place.run("snapshots", "verify", "../x").code == 66)
    }

    @Test func damagedOnesAreNamed() async throws {
        let place = try Workplace()
        let ids = try await place.takeSnapshots(3)
        try place.write("{}", to: "snapshots/\(ids[1])/manifest.json")
        // As long as it was: only reading finds it.
        let file = "snapshots/\(ids[0])/public.flags.copy.zst"
        let size = try Data(contentsOf: URL(filePath: "\(place.directory)/\(file)")).count
        try place.write(String(repeating: "x", count: size), to: file)

        let quick = await place.run("snapshots", "verify")
        #expect(quick.code == 65 && quick.verdict == "verified: 2 whole, 1 damaged", "\(quick)")
        let thorough = await place.run("snapshots", "verify", "--data")
        #expect(thorough.code == 65 && thorough.verdict == "verified: 1 whole, 2 damaged", "\(thorough)")
        #expect(thorough.output.contains("\(ids[0])  damaged: ") && thorough.output.contains("public.flags.copy.zst"))
        #expect(await place.run("snapshots", "verify", "--data", "-q").output == "\(ids[1])\n\(ids[0])\n")
        #expect(await place.run("snapshots", "verify", "--data", ids[2]).code == 0)

        let outcome = await place.run("snapshots", "verify", "--data", "--output", "json")
        #expect(outcome.code == 65)
        let document = try outcome.document()
        #expect(document["whole"] as? Int == 1 && document["damaged"] as? Int == 2)
        #expect(document["data"] as? Bool == true)
        let snapshots = try #require(document["snapshots"] as? [[String: Any]])
        #expect(snapshots.map { $0["damaged"] is String } == [false, true, true])
    }
}
