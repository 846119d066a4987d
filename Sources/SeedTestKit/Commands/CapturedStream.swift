import Foundation

/// A stream of a command, kept in a nameless file: no pipe that fills up, and it can be read while the command still runs.
final class CapturedStream: Sendable {
    let descriptor: CInt

    init(_ text: String = "") throws {
        let path = try "\(TestScratch.directory)/stream-\(UniqueNumber.next())"
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw TestKitError("\(path): \(String(cString: strerror(errno)))") }
        unlink(path)
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard written > 0 else { throw TestKitError("write: \(String(cString: strerror(errno)))") }
            rest = rest.dropFirst(written)
        }
        lseek(descriptor, 0, SEEK_SET)
    }

    deinit { close(descriptor) }

    /// All that was written so far; what is not UTF-8 is replaced.
    var text: String {
        var status = stat()
        // An empty array made in this way writes to the storage that all empty arrays share; thread sanitizer objects.
        guard fstat(descriptor, &status) == 0, status.st_size > 0 else { return "" }
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
            while count < buffer.count {
                // Positioned: the command shares the descriptor's offset.
                let got = pread(descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count, off_t(count))
                guard got > 0 else { break }
                count += got
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
