internal import SeedModel
internal import SystemPackage

extension SeedError {
    /// A write to the snapshot store that failed.
    static func unwritable(_ path: String, _ errno: Errno) -> SeedError {
        let hint: String? =
            switch errno {
            case .noSpace, .diskQuotaExceeded:
                "free space there, delete the folders of snapshots no longer needed, or set snapshots.directory"
            case .readOnlyFileSystem: "mount it read-write, or set snapshots.directory"
            case .permissionDenied, .notPermitted:
                "make the snapshot directory writable for the user that runs seedd, or set snapshots.directory"
            case .noSuchFileOrDirectory: "create the folder it is in, or set snapshots.directory"
            case .ioError: "check the disk; what was written to it may be lost"
            default: nil
            }
        return SeedError(.storeUnwritable, path, "can't be written: \(errno)", hint: hint)
    }

    /// A file or folder of the snapshot store that could not be read.
    static func unreadable(_ path: String, _ errno: Errno) -> SeedError {
        switch errno {
        case .noSuchFileOrDirectory: .damaged(path, "is missing")
        case .tooManySymbolicLinkLevels, .notDirectory, .isDirectory, .noSuchAddressOrDevice:
            .damaged(path, "is a symbolic link, or not the kind of file it should be")
        case .permissionDenied, .notPermitted:
            SeedError(.permission, path, "can't be read: \(errno)", hint: "run seedd as the user that owns it")
        case .ioError: .damaged(path, "can't be read: \(errno)")
        default: SeedError(.unexpected, path, "can't be read: \(errno)")
        }
    }

    /// A file that can't be locked, though nobody else has locked it.
    static func unlockable(_ path: String, _ errno: Errno) -> SeedError {
        SeedError(
            .storeUnwritable, path, "can't be locked: \(errno)",
            hint: "set snapshots.directory to a file system with locks (flock), writable for the user that runs seedd")
    }

    /// Something on disk that is not what it should be.
    static func damaged(_ path: String, _ problem: String) -> SeedError { SeedError(.badData, path, problem) }
}
