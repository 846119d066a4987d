import Synchronization

/// The signal that ended a command, where one did.
final class SignalNumber: Sendable {
    private let number = Mutex<Int32?>(nil)

    var value: Int32? { number.withLock(\.self) }

    func set(_ value: Int32) { number.withLock { $0 = value } }
}
