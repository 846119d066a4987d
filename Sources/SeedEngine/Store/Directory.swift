internal import Glibc
internal import SeedModel
internal import SystemPackage

/// An open folder: every name is looked up in it and never through a symbolic link.
///
/// Names are ASCII that seedd made or checked. Errors name the full path.
struct Directory: ~Copyable, Sendable {
    let path: String
    let descriptor: Int32
    /// Spent by all files that are created here and in folders opened from here; nil is no limit.
    private let budget: SizeBudget?

    /// Opens the folder at `path`; its last part may not be a symbolic link.
    init(path: String, budget: SizeBudget? = nil) throws(SeedError) {
        try self.init(path: path, name: path, in: AT_FDCWD, budget)
    }

    private init(path: String, name: String, in folder: Int32, _ budget: SizeBudget?) throws(SeedError) {
        let result = unsafe openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard result >= 0 else { throw .unreadable(path, .current) }
        self.path = path
        descriptor = result
        self.budget = budget
    }

    deinit { close(descriptor) }

    func folder(_ name: String) throws(SeedError) -> Directory {
        try Directory(path: "\(path)/\(name)", name: name, in: descriptor, budget)
    }

    /// Creates a folder with mode 0700; false where the name is taken.
    func makeFolder(_ name: String) throws(SeedError) -> Bool {
        guard unsafe mkdirat(descriptor, name, 0o700) != 0 else { return true }
        guard errno == EEXIST else { throw .unwritable(path, .current) }
        return false
    }

    /// Creates a file that did not exist, for writing, with mode 0600.
    func createFile(_ name: String) throws(SeedError) -> StoreFile {
        let path = "\(path)/\(name)"
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let result = unsafe openat(descriptor, name, flags, 0o600)
        guard result >= 0 else { throw .unwritable(path, .current) }
        return StoreFile(path: path, descriptor: result, budget: budget)
    }

    /// Makes a file of `other` a file of this folder as well; false where the file system has no such links, or no more of
    /// them for this file.
    func link(_ name: String, of other: borrowing Directory) throws(SeedError) -> Bool {
        guard unsafe linkat(other.descriptor, name, descriptor, name, 0) != 0 else { return true }
        switch errno {
        case EXDEV, EPERM, EMLINK, EOPNOTSUPP, ENOSYS, EACCES: return false
        default: throw .unwritable("\(path)/\(name)", .current)
        }
    }

    /// Opens a regular file for reading.
    func openFile(_ name: String) throws(SeedError) -> StoreFile {
        let path = "\(path)/\(name)"
        // O_NONBLOCK: a named pipe in a file's place must not wait for a writer.
        let result = unsafe openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard result >= 0 else { throw .unreadable(path, .current) }
        let file = StoreFile(path: path, descriptor: result)
        guard try file.status().isRegular else { throw .damaged(path, "is not a file") }
        return file
    }

    /// Opens or creates the file that is locked in this folder's stead; nil where this process may do neither.
    ///
    /// For writing where that is permitted: NFS grants a lock for one process alone on such a file only.
    func openLock(_ name: String) throws(SeedError) -> StoreFile? {
        let path = "\(path)/\(name)"
        for flags in [O_RDWR | O_CREAT, O_RDONLY] {
            let result = unsafe openat(descriptor, name, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
            if result >= 0 { return StoreFile(path: path, descriptor: result) }
            switch errno {
            case EROFS, EACCES: continue
            case ENOENT where flags == O_RDONLY: continue
            default: throw .unwritable(path, .current)
            }
        }
        return nil
    }

    /// Renames an entry; false where the new name is taken.
    func rename(_ name: String, to new: String) throws(SeedError) -> Bool {
        guard unsafe renameat(descriptor, name, descriptor, new) != 0 else { return true }
        guard errno == EEXIST || errno == ENOTEMPTY || errno == ENOTDIR else { throw .unwritable(path, .current) }
        return false
    }

    func removeFile(_ name: String) throws(SeedError) {
        let path = "\(path)/\(name)"
        let status = FileStatus(name, in: descriptor)
        guard unsafe unlinkat(descriptor, name, 0) == 0 else { throw .unwritable(path, .current) }
        // Of a file with another name nothing is freed.
        if let status, status.isRegular, status.links == 1 { budget?.refund(status.size) }
    }

    /// Removes a folder and the files in it; a folder inside it is an error.
    func removeFolder(_ name: String) throws(SeedError) {
        let folder = try folder(name)
        for file in try folder.names() { try folder.removeFile(file) }
        guard unsafe unlinkat(descriptor, name, AT_REMOVEDIR) == 0 else { throw .unwritable(folder.path, .current) }
    }

    /// Names in the folder, but `.` and `..`, in no order.
    func names() throws(SeedError) -> [String] {
        // Another description of the folder, as reading moves a position in it.
        let copy = unsafe openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let stream = unsafe fdopendir(copy) else {
            let error = Errno.current
            if copy >= 0 { close(copy) }
            throw .unreadable(path, error)
        }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}

extension Errno {
    /// What the last system call of this thread failed with.
    static var current: Errno { Errno(rawValue: errno) }
}
