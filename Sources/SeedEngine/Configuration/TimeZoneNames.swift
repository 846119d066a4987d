import SystemPackage

/// The time zones the machine knows, by the files of its time zone database.
struct TimeZoneNames {
    var directory: FilePath = "/usr/share/zoneinfo"

    /// Why a name can't be used; nil where it can. UTC needs no database.
    func problem(with name: String) -> String? {
        if name == "UTC" { return nil }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let isPlain = parts.allSatisfy { part in
            !part.isEmpty
                && part.utf8.allSatisfy { byte in
                    switch byte {
                    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x5F: true
                    default: false
                    }
                }
        }
        let unknown = "unknown time zone \(Quoted(name)); names are those of \(directory), such as Europe/Madrid"
        guard isPlain, name.utf8.count <= 64 else { return unknown }
        guard (try? directory.stat()) != nil else {
            return "only UTC is known: there is no \(directory) on this machine"
        }
        // The database's folder holds lists and scripts too; a zone starts with these four bytes.
        let file = try? TextFile.read(directory.appending(name), limit: 1 << 20)
        return file?.bytes.starts(with: "TZif".utf8) == true ? nil : unknown
    }
}
