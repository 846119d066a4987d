import Foundation
import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// An export that fails leaves nothing, at the place and beside it.
struct ExportFaultTests {
    let fixture: StoreFixture
    let id: SnapshotID
    let place: String

    init() throws {
        fixture = try StoreFixture()
        var random = SystemRandomNumberGenerator()
        id = try fixture.take([("t", (0..<40_000).map { "\($0)\t\(random.next())\n" }.joined())])
        place = try TestScratch.makeDirectory("exports")
    }

    private var export: SnapshotExport { SnapshotExport(of: id, in: fixture.store, compression: 1) }
    private var left: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: place) } }

    @Test func fullDisk() async throws {
        try await TestMount.tmpfs(at: place, options: "size=128k") {
            let error = try seedError { _ = try export.write(to: "\(place)/out") }
            #expect(error?.code == .storeUnwritable)
            #expect(error?.hint?.hasPrefix("free space there") == true)
            #expect(try left == [])
        }
    }

    @Test func cancelled() async throws {
        let export = export
        let folder = "\(place)/out"
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            _ = try export.write(to: folder)
        }
        let error = await #expect(throws: SeedError.self) { try await task.value }
        #expect(error?.code == .interrupted)
        #expect(try left == [])
    }

    /// Between the check and the end somebody else took the name.
    @Test func takenInTheMeantime() throws {
        let folder = try ExportFolder(at: "\(place)/out")
        try FileManager.default.createDirectory(atPath: "\(place)/out/theirs", withIntermediateDirectories: true)
        do throws(SeedError) {
            try folder.publish()
            Issue.record("what is there was replaced")
        } catch {
            #expect(error.code == .usage)
        }
        #expect(try left == ["out"])
    }

    @Test func throughALinkAndWithSlashes() throws {
        try FileManager.default.createSymbolicLink(atPath: "\(place)/link", withDestinationPath: place)
        let exported = try export.write(to: "\(place)/link/./out//")
        #expect(exported.directory == "\(place)/out")
        #expect(Set(try left) == ["link", "out"])
    }
}
