import Glibc
import Testing

@testable import Systemd

@Suite struct JournalTests {
    @Test func `a socket is a journal, anything else is not`() throws {
        let path = "/tmp/seedd-journal-\(UInt64.random(in: 0 ... .max))"
        #expect(!Journal(socketPath: path).isAvailable)

        let file = open(path, O_CREAT | O_EXCL | O_WRONLY, 0o600)
        try #require(file >= 0)
        close(file)
        #expect(!Journal(socketPath: path).isAvailable)
        unlink(path)

        let listener = try listen(at: path)
        defer {
            close(listener)
            unlink(path)
        }
        #expect(Journal(socketPath: path).isAvailable)
    }

    /// Where no journal runs the library drops the entry and says it was sent; that must hold, `isAvailable` exists for it.
    @Test func `an entry is accepted`() throws {
        try Journal().send([("MESSAGE", "a test of seedd\nin two lines"), ("PRIORITY", "7"), ("SEEDD_TEST", "")])
    }

    @Test func `an entry without fields is refused`() {
        #expect(throws: JournalError.failed(EINVAL)) { try Journal().send([]) }
    }

    @Test(arguments: ["", "_PID", "lower", "WITH SPACE", "1ST", "A=B", "É", "A\0", String(repeating: "A", count: 65)])
    func `an invalid name is refused`(name: String) {
        #expect(throws: JournalError.invalidName(name)) { try Journal().send([(name, "value")]) }
    }

    @Test func `a value may hold anything`() throws {
        #expect(try Journal.encode(name: "A_1", value: "b=c\n\0é") == Array("A_1=b=c\n\0é".utf8))
    }

    @Test func `a long value is cut between two characters`() throws {
        for padding in 0..<4 {
            let value = String(repeating: "x", count: padding) + String(repeating: "€", count: 5000)
            let field = try Journal.encode(name: "MESSAGE", value: value)
            #expect(field.count <= Journal.fieldLimit && field.count > Journal.fieldLimit - 3)
            #expect(String(validating: field, as: UTF8.self) != nil)
        }
    }
}

/// Binds a datagram socket at `path`, as journald does.
private func listen(at path: String) throws -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    try #require(descriptor >= 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let status = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
    }
    try #require(status == 0)
    return descriptor
}
