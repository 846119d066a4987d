internal import Glibc
package import SeedModel

/// A file that a command leaves for somebody: for its owner's eyes only (0600), and under its name only once it is whole.
///
/// It is written beside its place. What had the name before stays until then, and for good where it is no plain file.
package struct PrivateFile: ~Copyable {
    private let folder: Directory
    private let file: StoreFile
    private let temporary: String
    private let name: String
    private var isPublished = false

    /// `path` is looked up in the working directory of the process unless it is absolute.
    package init(at path: String) throws(SeedError) {
        let (parent, name) = Self.parts(path)
        guard !name.isEmpty, name != ".", name != "..", !path.utf8.contains(0) else {
            throw SeedError(.usage, path, "can't be the name of a file", hint: "name a file to be written")
        }
        guard let real = unsafe realpath(parent, nil) else {
            throw SeedError(.storeUnwritable, path, "can't be written: there is no folder \(parent)")
        }
        defer { unsafe free(real) }
        let folder = try Directory(path: unsafe String(cString: real))
        if let status = FileStatus(name, in: folder.descriptor), !status.isRegular {
            throw SeedError(
                .storeUnwritable, path, "is there and no plain file; it is left alone", hint: "name another file")
        }
        let temporary = ".\(name.prefix(100)).\(String(UInt64.random(in: 0 ... .max), radix: 16))"
        let file = try Self.create(temporary, in: folder, for: path)
        self.folder = folder
        self.file = file
        self.temporary = temporary
        self.name = name
    }

    /// What is said of the snapshot store would be no help here.
    private static func create(
        _ name: String, in folder: borrowing Directory, for path: String
    ) throws(SeedError) -> StoreFile {
        do throws(SeedError) {
            return try folder.createFile(name)
        } catch {
            throw SeedError(error.code, path, error.problem)
        }
    }

    deinit { if !isPublished { try? folder.removeFile(temporary) } }

    package func write(_ bytes: Span<UInt8>) throws(SeedError) { try file.write(bytes) }

    package func write(_ text: String) throws(SeedError) { try file.write(Array(text.utf8).span) }

    /// Gives the file its name, durably.
    package consuming func publish() throws(SeedError) {
        try file.flush()
        guard try folder.rename(temporary, to: name) else {
            throw SeedError(.storeUnwritable, "\(folder.path)/\(name)", "can't be replaced")
        }
        isPublished = true
        try folder.synchronize()
    }

    private static func parts(_ path: String) -> (parent: String, name: String) {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", path) }
        let parent = slash == path.startIndex ? "/" : String(path[..<slash])
        return (parent, String(path[path.index(after: slash)...]))
    }
}
