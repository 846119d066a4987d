import Foundation

/// A TCP port at which connections are made by the kernel and nobody ever answers.
package final class BlackHole: Sendable {
    private let descriptor: CInt
    package let port: Int

    package init() throws { (descriptor, port) = try Socket.listenTCP() }

    deinit { close(descriptor) }
}
