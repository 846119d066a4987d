import SeedModel
import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// A file without a name, in `$TMPDIR` or `/var/tmp`: row values on disk that no other process can open.
final class SpoolFile: Sendable {
    private let descriptor: FileDescriptor

    init() throws {
        let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/var/tmp"
        do {
            // O_TMPFILE (asm-generic/fcntl.h), a macro Swift does not import: the file never has a name.
            let options = FileDescriptor.OpenOptions(rawValue: 0o20_000_000 | O_DIRECTORY | O_CLOEXEC)
            descriptor = try FileDescriptor.open(
                FilePath(folder), .readWrite, options: options, permissions: .ownerReadWrite)
        } catch {
            throw SeedError(
                .storeUnwritable, folder, "no temporary file for the plan: \(error)",
                hint: "set TMPDIR to a directory on a disk with room")
        }
    }

    deinit { try? descriptor.close() }

    func append(_ bytes: [UInt8], at offset: Int) throws {
        do {
            var written = 0
            while written < bytes.count {
                written += try unsafe bytes.withUnsafeBytes { buffer in
                    try unsafe descriptor.write(
                        toAbsoluteOffset: Int64(offset + written), UnsafeRawBufferPointer(rebasing: buffer[written...]))
                }
            }
        } catch {
            throw SeedError(
                .storeUnwritable, "temporary file", "can't write the plan: \(error)",
                hint: "free space, or set TMPDIR to a directory on a disk with room")
        }
    }

    func read(at offset: Int, upTo count: Int) throws -> [UInt8] {
        try unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = try unsafe descriptor.read(
                fromAbsoluteOffset: Int64(offset), into: UnsafeMutableRawBufferPointer(buffer))
        }
    }
}
