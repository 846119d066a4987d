import Glibc
import SeedModel

/// The folder that an export is written to: under a temporary name beside the one it gets, and gone if it is not kept.
struct ExportFolder: ~Copyable {
    private var temporary: TemporaryFolder
    private let name: String
    let path: String

    /// `path` is absolute; nothing may be there, or an empty folder.
    init(at path: String) throws(SeedError) {
        let (parent, name) = try Self.place(path)
        let folder = try Directory(path: parent)
        if FileStatus.exists("\(parent)/\(name)"), try !Self.isEmpty(name, in: folder) { throw Self.taken(path) }
        temporary = try TemporaryFolder(in: folder)
        self.name = name
        self.path = parent == "/" ? "/\(name)" : "\(parent)/\(name)"
    }

    /// Compresses what `body` hands on.
    func compress(
        _ name: String, level: Int, _ body: ((Span<UInt8>) throws -> Void) throws -> Void
    ) throws -> StoredFile {
        var file = try CompressedFile(name, in: temporary.folder, level: level, workers: 0)
        try Self.fill(&file, body)
        return try file.finish()
    }

    /// Writes a text file, flushes it, and returns its SHA-256.
    func write(_ text: String, to name: String) throws(SeedError) -> String {
        var file = HashedFile(try temporary.folder.createFile(name))
        try file.write(Array(text.utf8).span)
        return try file.finish()
    }

    func remove(_ name: String) throws(SeedError) { try temporary.folder.removeFile(name) }

    /// Gives the folder its name, durably.
    consuming func publish() throws(SeedError) {
        guard try temporary.publish(as: name) else { throw Self.taken(path) }
        temporary.keep()
    }

    // Static, as a closure inside a method would hold all of self while the file changes.
    private static func fill(
        _ file: inout CompressedFile, _ body: ((Span<UInt8>) throws -> Void) throws -> Void
    ) throws {
        try body { try file.append($0) }
    }

    /// The folder that `path` is to be made in, without symbolic links, and the name it gets there.
    private static func place(_ path: String) throws(SeedError) -> (parent: String, name: String) {
        var trimmed = path[...]
        while trimmed.count > 1, trimmed.last == "/" { trimmed.removeLast() }
        // What is there may be named by a link, or as `.`.
        let isThere = FileStatus.exists(String(trimmed))
        let whole = isThere ? try real(String(trimmed)) : String(trimmed)
        let parts = whole.split(separator: "/", omittingEmptySubsequences: true)
        guard let name = parts.last, !path.utf8.contains(0) else {
            throw SeedError(.usage, path, "can't be the folder of an export", hint: "name one that is not there yet")
        }
        guard !isThere else { return ("/" + parts.dropLast().joined(separator: "/"), String(name)) }
        return (try real("/" + parts.dropLast().joined(separator: "/")), String(name))
    }

    private static func real(_ path: String) throws(SeedError) -> String {
        guard let resolved = unsafe realpath(path, nil) else {
            throw SeedError(.storeUnwritable, path, "is not there", hint: "create the folder first")
        }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }

    private static func isEmpty(_ name: String, in parent: borrowing Directory) throws(SeedError) -> Bool {
        do throws(SeedError) {
            return try parent.folder(name).names().isEmpty
        } catch {
            // A file in its place.
            guard error.code == .badData else { throw error }
            return false
        }
    }

    private static func taken(_ path: String) -> SeedError {
        SeedError(
            .usage, path, "is there already, and no empty folder",
            hint: "name a folder that is not there yet; nothing is overwritten")
    }
}
