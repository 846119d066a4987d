import Foundation

/// A journal of files that `systemd-journal-remote` writes as journald does, from entries a test makes up.
///
/// Fields that journald notes itself, such as `_UID`, are whatever the test says.
package struct TestJournal: Sendable {
    package static let program = "/lib/systemd/systemd-journal-remote"

    package static var canBeMade: Bool { FileManager.default.isExecutableFile(atPath: program) }

    /// The folder, for `JournalPlace.directory`.
    package let directory: String

    package init() throws { directory = try TestScratch.makeDirectory("journal") }

    package struct Entry: Sendable {
        package var fields: [(name: String, value: String)]
        /// Microseconds since 1970.
        package var time: UInt64

        package init(_ fields: [(name: String, value: String)], time: UInt64) {
            self.fields = fields
            self.time = time
        }
    }

    /// Adds a file with these entries.
    package func add(_ entries: [Entry]) throws {
        let number = UniqueNumber.next()
        let export = "\(directory)/\(number).export"
        var data = Data()
        for entry in entries { data += Self.exported(entry) }
        try data.write(to: URL(filePath: export))
        defer { try? FileManager.default.removeItem(atPath: export) }
        let result = try CommandRun([Self.program, "-o", "\(directory)/\(number).journal", export]).runBlocking()
        guard result.exitCode == 0 else { throw TestKitError("\(Self.program): \(result.standardError)") }
    }

    /// As journalctl's `-o export` writes it: values with a line break have their length in front.
    private static func exported(_ entry: Entry) -> Data {
        // Of entries of one boot readers compare these times; it lasts for years.
        let sinceBoot = entry.time - 1_500_000_000_000_000
        var data = Data("__REALTIME_TIMESTAMP=\(entry.time)\n__MONOTONIC_TIMESTAMP=\(sinceBoot)\n".utf8)
        data += Data("_BOOT_ID=4f2a91c04f2a91c04f2a91c04f2a91c0\n".utf8)
        for (name, value) in entry.fields {
            if value.contains("\n") {
                data += Data("\(name)\n".utf8)
                withUnsafeBytes(of: UInt64(value.utf8.count).littleEndian) { data += Data($0) }
                data += Data("\(value)\n".utf8)
            } else {
                data += Data("\(name)=\(value)\n".utf8)
            }
        }
        return data + Data("\n".utf8)
    }
}
