internal import CSystemd
internal import Glibc

/// The system's journal, written in structured entries.
package struct Journal: Sendable {
    /// Bytes of a field, name and `=` included, beyond which its value is cut.
    ///
    /// Larger fields are legal but readers load them only on request.
    package static let fieldLimit = 4095

    /// Socket on which journald listens; only looked at, the library knows its own.
    package var socketPath: String

    package init(socketPath: String = "/run/systemd/journal/socket") { self.socketPath = socketPath }

    /// Whether a journal listens; without one `send` loses entries and reports success, so ask before.
    package var isAvailable: Bool {
        var status = stat()
        return stat(socketPath, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
    }

    /// Sends one entry; a name may appear more than once.
    ///
    /// The location in this source file is not added to it. Success means only that nothing failed, see `isAvailable`.
    package func send(_ fields: [(name: String, value: String)]) throws(JournalError) {
        var bytes: [UInt8] = []
        var ends: [Int] = []
        for field in fields {
            bytes += try Self.encode(name: field.name, value: field.value)
            ends.append(bytes.count)
        }
        let status = bytes.withUnsafeMutableBytes { buffer in
            var start = 0
            let vectors = ends.map { end in
                defer { start = end }
                return iovec(iov_base: buffer.baseAddress.map { $0 + start }, iov_len: end - start)
            }
            // Imported from C without the macro that would add CODE_FILE, CODE_LINE and CODE_FUNC.
            return sd_journal_sendv(vectors, Int32(vectors.count))
        }
        guard status >= 0 else { throw .failed(-status) }
    }

    /// `NAME=value` in UTF-8, cut between two characters so that it keeps below the limit.
    static func encode(name: String, value: String) throws(JournalError) -> [UInt8] {
        guard isValid(name) else { throw .invalidName(name) }
        var field = Array("\(name)=".utf8)
        for scalar in value.unicodeScalars {
            let encoded = UTF8.encode(scalar).map(Array.init) ?? []
            guard field.count + encoded.count <= fieldLimit else { break }
            field += encoded
        }
        return field
    }

    private static func isValid(_ name: String) -> Bool {
        guard let first = name.utf8.first, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) else { return false }
        return name.utf8.count <= 64
            && name.unicodeScalars.allSatisfy { ("A"..."Z").contains($0) || ("0"..."9").contains($0) || $0 == "_" }
    }
}
