internal import Glibc

/// Whether the entries of the system's services can be read.
///
/// The library opens what it may and says nothing of the rest, so that a user who may read none of them finds an empty
/// journal.
package enum JournalAccess: Sendable, Equatable {
    case readable
    /// There are no files: nothing keeps a journal here.
    case absent
    /// To members of the group, where it has a name.
    case denied(group: String?)

    package init(_ place: JournalPlace) {
        let files = place.folders.flatMap { folder in
            Self.systemFiles(in: folder) + Self.names(in: folder).flatMap { Self.systemFiles(in: "\(folder)/\($0)") }
        }
        if files.contains(where: { access($0, R_OK) == 0 }) {
            self = .readable
        } else if let file = files.first ?? place.folders.first(where: Self.isClosed) {
            self = .denied(group: Self.group(of: file))
        } else {
            self = .absent
        }
    }

    /// A file of one user (`user-1000.journal`) holds no service's entries.
    private static func systemFiles(in folder: String) -> [String] {
        names(in: folder).filter { $0.hasSuffix(".journal") && !$0.hasPrefix("user-") }.map { "\(folder)/\($0)" }
    }

    private static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    private static func isClosed(_ folder: String) -> Bool { access(folder, F_OK) == 0 && access(folder, R_OK) != 0 }

    private static func group(of path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        var (entry, found) = (group_entry(), UnsafeMutablePointer<group_entry>?.none)
        var buffer = [CChar](repeating: 0, count: 16_384)
        guard getgrgid_r(status.st_gid, &entry, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
        return String(cString: entry.gr_name)
    }

    private typealias group_entry = Glibc.group
}
