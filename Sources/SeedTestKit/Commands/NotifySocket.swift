import Foundation
import Synchronization

/// The socket of a service manager (sd_notify(3)): collects what services send.
package final class NotifySocket: Sendable {
    /// For `NOTIFY_SOCKET`.
    package let path: String
    private let descriptor: CInt
    private let received = Mutex<[String]>([])

    package init() throws {
        // The path of a socket is short: the scratch folder's is too.
        path = try "\(TestScratch.directory)/notify\(UniqueNumber.next())"
        descriptor = try Socket.bindDatagram(path: path)
        Thread { [self] in
            while true {
                let bytes = Socket.receive(from: descriptor)
                guard !bytes.isEmpty else { return }
                let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
                received.withLock { $0 += lines }
            }
        }.start()
    }

    /// Ends the reading.
    package func close() { shutdown(descriptor, CInt(SHUT_RDWR)) }

    /// Assignments in the order in which they came: `READY=1`.
    package var assignments: [String] { received.withLock(\.self) }

    /// Waits until one that begins so has come, after the first `skipping` of all.
    package func wait(for beginning: String, skipping: Int = 0, within limit: Duration = .seconds(60)) async throws {
        let deadline = ContinuousClock.now + limit
        while !assignments.dropFirst(skipping).contains(where: { $0.hasPrefix(beginning) }) {
            guard ContinuousClock.now < deadline else {
                throw TestKitError("\(beginning) was not told: \(assignments)")
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}
