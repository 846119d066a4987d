internal import Glibc

/// Users of this machine, as the journal names them in `_UID`.
package enum SystemUser {
    package static let root: UInt32 = 0

    /// Who runs this process.
    package static var current: UInt32 { geteuid() }

    /// nil where there is no user of that name.
    package static func id(of name: String) -> UInt32? {
        var (entry, found) = (passwd(), UnsafeMutablePointer<passwd>?.none)
        var buffer = [CChar](repeating: 0, count: 16_384)
        guard getpwnam_r(name, &entry, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
        return entry.pw_uid
    }
}
