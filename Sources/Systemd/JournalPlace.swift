/// Where a journal is kept.
package enum JournalPlace: Sendable, Equatable {
    /// This machine's.
    case system
    /// One folder of journal files, of whatever machine they are.
    case directory(String)

    /// Folders that may hold its files, themselves or in a folder for each machine.
    var folders: [String] {
        switch self {
        case .system: ["/var/log/journal", "/run/log/journal"]
        case .directory(let path): [path]
        }
    }
}
