import Foundation
import SeedTestKit
import Systemd
import Testing

struct JournalAccessTests {
    private let directory: String

    init() throws { directory = try TestScratch.makeDirectory("journal") }

    private func makeFile(_ name: String) throws {
        let file = URL(filePath: "\(directory)/\(name)")
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data().write(to: file)
    }

    @Test func aFolderWithoutFilesIsNoJournal() throws {
        #expect(JournalAccess(.directory(directory)) == .absent)
        #expect(JournalAccess(.directory("\(directory)/none")) == .absent)
        // Of a user's own programs.
        try makeFile("user-1000.journal")
        #expect(JournalAccess(.directory(directory)) == .absent)
    }

    @Test(arguments: ["system.journal", "0123456789abcdef0123456789abcdef/system@1.journal"])
    func filesAreFoundInFoldersOfMachines(name: String) throws {
        try makeFile(name)
        #expect(JournalAccess(.directory(directory)) == .readable)
    }
}
