import Foundation

/// Socket calls whose addresses are awkward to build in Swift.
enum Socket {
    static func listen(path: String) throws -> CInt {
        let descriptor = try make(AF_UNIX)
        try check(withAddress(path) { bind(descriptor, $0, $1) }, "bind \(path)")
        // The server's own user must get in as well as ours.
        chmod(path, 0o777)
        try check(Glibc.listen(descriptor, 64), "listen")
        return descriptor
    }

    static func bindDatagram(path: String) throws -> CInt {
        let descriptor = try make(AF_UNIX, SOCK_DGRAM)
        try check(withAddress(path) { bind(descriptor, $0, $1) }, "bind \(path)")
        return descriptor
    }

    static func connect(path: String) throws -> CInt {
        let descriptor = try make(AF_UNIX)
        let status = withAddress(path) { Glibc.connect(descriptor, $0, $1) }
        if status != 0 { close(descriptor) }
        try check(status, "connect \(path)")
        return descriptor
    }

    /// Listens at a free port of the loopback interface.
    static func listenTCP() throws -> (descriptor: CInt, port: Int) {
        let descriptor = try make(AF_INET)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                guard bind(descriptor, pointer, length) == 0, Glibc.listen(descriptor, 64) == 0 else { return CInt(-1) }
                return getsockname(descriptor, pointer, &length)
            }
        }
        try check(status, "listen")
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }

    /// Sends all bytes; false when the other side is gone.
    static func send(_ bytes: ArraySlice<UInt8>, to descriptor: CInt) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL)) }
            guard sent > 0 else { return false }
            rest = rest.dropFirst(sent)
        }
        return true
    }

    /// What is there to be read; empty when the other side is gone.
    static func receive(from descriptor: CInt) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = buffer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
        return Array(buffer.prefix(max(count, 0)))
    }

    private static func make(_ family: CInt, _ type: __socket_type = SOCK_STREAM) throws -> CInt {
        let descriptor = socket(family, CInt(type.rawValue | SOCK_CLOEXEC.rawValue), 0)
        try check(descriptor < 0 ? -1 : 0, "socket")
        return descriptor
    }

    private static func withAddress(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> CInt) -> CInt {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    private static func check(_ status: CInt, _ what: String) throws {
        guard status != 0 else { return }
        throw TestKitError("\(what): \(String(cString: strerror(errno)))")
    }
}
