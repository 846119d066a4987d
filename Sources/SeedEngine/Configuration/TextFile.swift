import SystemPackage

/// A small file read whole, with what `fstat` says of the very file that was read.
struct TextFile {
    let bytes: [UInt8]
    let permissions: FilePermissions

    enum Failure: Error {
        case system(Errno)
        case notRegular
        case tooLarge
    }

    /// Reads a regular file of at most `limit` bytes; a pipe or a device could block or never end.
    static func read(_ path: FilePath, limit: Int) throws(Failure) -> TextFile {
        do {
            // Opening a pipe that nobody writes to would block without it.
            let file = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking])
            return try file.closeAfter { try contents(of: file, limit: limit) }
        } catch let failure as Failure {
            throw failure
        } catch {
            throw .system(error as? Errno ?? .ioError)
        }
    }

    private static func contents(of file: FileDescriptor, limit: Int) throws -> TextFile {
        let status = try file.stat()
        guard status.type == .regular else { throw Failure.notRegular }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = try unsafe buffer.withUnsafeMutableBytes { unsafe try file.read(into: $0) }
            guard count > 0 else { return TextFile(bytes: bytes, permissions: status.permissions) }
            bytes += buffer[..<count]
            guard bytes.count <= limit else { throw Failure.tooLarge }
        }
    }
}
