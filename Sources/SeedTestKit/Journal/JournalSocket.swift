import Foundation

/// A socket on which a test listens as journald does, for a command that is run where `/run` holds it.
///
/// Only root may give a command a `/run` of its own.
package final class JournalSocket {
    package static var canBeUsed: Bool { getuid() == 0 }

    package var path: String { "\(directory)/socket" }

    private let directory: String
    private let descriptor: CInt

    package init() throws {
        directory = try TestScratch.makeDirectory("run")
        descriptor = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw TestKitError("socket: \(String(cString: strerror(errno)))") }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard status == 0 else { throw TestKitError("bind \(path): \(String(cString: strerror(errno)))") }
    }

    deinit { close(descriptor) }

    /// The arguments with which a command sees this as the system's journal; what it writes to standard error goes to
    /// the file `stream`, which `JOURNAL_STREAM` names, where that is given.
    package func arguments(_ command: [String], stream: String? = nil) -> [String] {
        let script = """
            set -e
            mount -t tmpfs tmpfs /run
            mkdir -p /run/systemd/journal
            mount --bind "$1" /run/systemd/journal
            stream=$2
            shift 2
            if [ -n "$stream" ]; then
                exec 2>>"$stream"
                JOURNAL_STREAM=$(stat -c %d:%i "$stream")
                export JOURNAL_STREAM
            fi
            exec "$@"
            """
        return ["unshare", "--mount", "sh", "-c", script, "sh", directory, stream ?? ""] + command
    }

    /// The entries that have come since the last time, in the order in which they were sent.
    package func received() -> [[(name: String, value: String)]] {
        var entries: [[(name: String, value: String)]] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, CInt(MSG_DONTWAIT))
            guard count > 0 else { return entries }
            entries.append(Self.fields(buffer[..<count]))
        }
    }

    /// Reads `NAME=value` lines, and those of a name with a length and a value behind it (systemd's native protocol).
    private static func fields(_ datagram: ArraySlice<UInt8>) -> [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = []
        var rest = datagram
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let line = rest[..<end]
            rest = rest[(end + 1)...]
            if let equals = line.firstIndex(of: UInt8(ascii: "=")) {
                fields.append((text(line[..<equals]), text(line[(equals + 1)...])))
            } else {
                let length = rest.prefix(8).enumerated().reduce(0) { $0 | Int($1.element) << ($1.offset * 8) }
                fields.append((text(line), text(rest.dropFirst(8).prefix(length))))
                rest = rest.dropFirst(8 + length + 1)
            }
        }
        return fields
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}
