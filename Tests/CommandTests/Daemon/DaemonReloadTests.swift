import Foundation
import SeedTestKit
import Testing

@Suite(.environments)
struct DaemonReloadTests {
    private func configure(_ place: DaemonPlace, _ jobs: String...) throws {
        try place.place.configure(jobs: jobs.joined(separator: "\n"))
    }

    @Test func reloadTakesAJobIn() async throws {
        let place = try DaemonPlace("0 2 29 2 *")
        let daemon = try place.start()
        try await place.wait(for: "noted", "SELECT outcome FROM seedd.tick", daemon)
        try configure(place, DaemonPlace.job("flags", "0 2 29 2 *"), DaemonPlace.job("more", "every 1m"))
        daemon.signal(SIGHUP)
        try await place.wait(for: Workplace.after, "SELECT * FROM flags ORDER BY code COLLATE \"C\"", daemon)
        daemon.signal(SIGTERM)
        #expect(try await daemon.finish().exitCode == 0)
        #expect(try place.ticks("more").contains("applied"))
        #expect(try place.ticks("flags") == ["noted"])
    }

    static let broken = ["jobs: [", "version: 1\njobs: {}\nenvironments: {}\nnonsense: true\n"]

    @Test(arguments: broken)
    func brokenConfigurationKeepsTheOld(text: String) async throws {
        let place = try DaemonPlace()
        let daemon = try place.start()
        try await place.wait(for: Workplace.after, "SELECT * FROM flags ORDER BY code COLLATE \"C\"", daemon)
        try place.place.write(text, to: "seedd.yaml")
        daemon.signal(SIGHUP)
        try place.source.psql("UPDATE flags SET note = 'newer' WHERE code = 'a'")
        try await place.wait(for: "newer", "SELECT note FROM flags WHERE code = 'a'", daemon)
        daemon.signal(SIGTERM)
        #expect(try await daemon.finish().exitCode == 0)
    }

    @Test func fileThatIsGoneKeepsTheOld() async throws {
        let place = try DaemonPlace()
        let daemon = try place.start()
        try await place.wait(for: "t", "SELECT to_regclass('seedd.tick') IS NOT NULL", daemon)
        try FileManager.default.removeItem(atPath: "\(place.place.directory)/seedd.yaml")
        daemon.signal(SIGHUP)
        try await place.wait(for: Workplace.after, "SELECT * FROM flags ORDER BY code COLLATE \"C\"", daemon)
        daemon.signal(SIGTERM)
        #expect(try await daemon.finish().exitCode == 0)
    }

    @Test func commandChecksFirst() async throws {
        let place = try DaemonPlace("0 2 29 2 *")
        let daemon = try place.start()
        try await place.wait(for: "noted", "SELECT outcome FROM seedd.tick", daemon)
        try place.place.write("jobs: [", to: "seedd.yaml")
        let refused = try await place.place.program(["reload", "--pid", "\(daemon.id)"])
        #expect(refused.code == 78, "\(refused)")
        try configure(place, DaemonPlace.job("flags", "every 1m"))
        let taken = try await place.place.program(["reload"], variables: ["MAINPID": "\(daemon.id)"])
        #expect(taken.code == 0, "\(taken)")
        try await place.wait(for: Workplace.after, "SELECT * FROM flags ORDER BY code COLLATE \"C\"", daemon)
        daemon.signal(SIGTERM)
        _ = try await daemon.finish()
        let gone = try await place.place.program(["reload", "--pid", "\(daemon.id)"])
        #expect(gone.code == 66, "\(gone)")
        #expect(try await place.place.program(["reload"]).code == 64)
    }
}
