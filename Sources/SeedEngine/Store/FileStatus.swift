internal import Glibc
internal import SeedModel

/// What the file system says of an open file or folder.
struct FileStatus {
    /// Bytes.
    let size: Int
    /// Permission bits.
    let mode: UInt32
    let isRegular: Bool
    /// Names it has.
    let links: Int
    let modified: UTCTime
    let device: UInt64
    let inode: UInt64

    /// Asks for the status of `descriptor`; nil with `errno` set where that fails.
    init?(_ descriptor: Int32) {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    /// Asks for the status of what has the name `name` in `folder`, links not followed.
    init?(_ name: String, in folder: Int32) {
        var status = stat()
        guard unsafe fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
        self.init(status)
    }

    private init(_ status: stat) {
        size = Int(status.st_size)
        mode = status.st_mode & 0o7777
        isRegular = status.st_mode & S_IFMT == S_IFREG
        links = Int(status.st_nlink)
        modified = UTCTime(seconds: status.st_mtim.tv_sec)
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
    }

    var isOpenToOthers: Bool { mode & 0o077 != 0 }
    var isWritableByOthers: Bool { mode & 0o022 != 0 }
    var octal: String { "0" + String(mode & 0o777, radix: 8) }
}

extension FileStatus {
    /// Whether anything has the name `path`, a symbolic link included. True also where that can't be found out, so that
    /// opening it tells why.
    static func exists(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0 || errno != ENOENT
    }
}
