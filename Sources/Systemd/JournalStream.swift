internal import Glibc

/// The stream to the journal that systemd gives a service as standard output or error.
package enum JournalStream {
    /// Whether the open file is the one that `JOURNAL_STREAM` names, as `device:inode` (systemd.exec(5)). The variable
    /// alone says little: programs that a service starts inherit it, whatever they write to.
    package static func isStream(_ descriptor: Int32, variable: String?) -> Bool {
        var status = stat()
        guard let variable, fstat(descriptor, &status) == 0 else { return false }
        return variable == "\(status.st_dev):\(status.st_ino)"
    }
}
