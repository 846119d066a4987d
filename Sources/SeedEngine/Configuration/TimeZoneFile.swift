package import SeedModel
package import SystemPackage

/// A file of the machine's time zone database, which is read anew at every start: an update of it counts, and which
/// zone the machine itself is in does not.
package enum TimeZoneFile {
    package static let directory: FilePath = "/usr/share/zoneinfo"

    /// Reads the rules of a zone such as `Europe/Madrid`. UTC needs no database.
    ///
    /// - Throws: `configuration` for a name that is none of the database's, and for a file that can't be used.
    package static func load(
        _ name: String, from directory: FilePath = Self.directory
    ) throws(SeedError) -> TimeZoneRules {
        if name == "UTC" { return .utc }
        let subject = "time zone \(Quoted(name))"
        let unknown = SeedError(
            .configuration, subject,
            "unknown time zone \(Quoted(name)); names are those of \(directory), such as Europe/Madrid")
        guard isPlain(name) else { throw unknown }
        guard (try? directory.stat()) != nil else {
            throw SeedError(.configuration, subject, "only UTC is known: there is no \(directory) on this machine")
        }
        guard let file = try? TextFile.read(directory.appending(name), limit: 1 << 20) else { throw unknown }
        // The database's folder holds lists and scripts too; a zone starts with these four bytes.
        guard file.bytes.starts(with: "TZif".utf8) else { throw unknown }
        do throws(TimeZoneProblem) {
            return try TimeZoneRules(file: file.bytes)
        } catch {
            switch error {
            case .malformed: throw SeedError(.configuration, subject, "\(directory)/\(name) is damaged")
            case .leapSeconds:
                throw SeedError(.configuration, subject, "\(Quoted(name)) counts leap seconds, which seedd does not")
            }
        }
    }

    private static func isPlain(_ name: String) -> Bool {
        // A link to what the machine was set to: moved with it, all schedules would move.
        guard name != "localtime", name.utf8.count <= 64 else { return false }
        return name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty
                && part.utf8.allSatisfy { byte in
                    switch byte {
                    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x5F: true
                    default: false
                    }
                }
        }
    }
}
