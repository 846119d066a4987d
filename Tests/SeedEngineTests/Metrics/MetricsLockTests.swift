import Foundation
import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Who may take the turn to write the metrics: those who may write in the folder.
struct MetricsLockTests {
    private let folder: String
    private var path: String { "\(folder)/.seedd.prom.lock" }

    init() throws { folder = try TestScratch.makeDirectory("lock") }

    /// What the folder's mode makes of the lock file's.
    @Test(arguments: [(0o700, 0o600), (0o755, 0o600), (0o775, 0o660), (0o2775, 0o660), (0o777, 0o666)])
    func itIsOpenToThoseWhoMayWriteInTheFolder(_ place: Int, _ expected: Int) throws {
        try FileManager.default.setAttributes([.posixPermissions: place], ofItemAtPath: folder)
        _ = try MetricsLock.take(path, in: folder, within: .zero)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == expected)
        #expect(attributes[.size] as? Int == 0)
    }

    @Test(.enabled(if: geteuid() == 0, "only root gives files away"))
    func whatRootMadeIsTheServicesAsWell() throws {
        #expect(chown(folder, 65_534, 65_533) == 0 && chmod(folder, 0o775) == 0)
        _ = try MetricsLock.take(path, in: folder, within: .zero)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.ownerAccountID] as? Int == 65_534)
        #expect(attributes[.groupOwnerAccountID] as? Int == 65_533)
    }

    @Test func aLockOnTheFolderIsInNobodysWay() throws {
        let reader = open(folder, O_RDONLY | O_DIRECTORY)
        defer { close(reader) }
        #expect(flock(reader, LOCK_EX | LOCK_NB) == 0)
        _ = try MetricsLock.take(path, in: folder, within: .zero)
    }

    @Test func itIsNoLink() throws {
        let elsewhere = "\(folder)/elsewhere"
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: elsewhere)
        #expect(throws: SeedError.self) { _ = try MetricsLock.take(path, in: folder, within: .zero) }
        #expect(!FileManager.default.fileExists(atPath: elsewhere))
    }
}
