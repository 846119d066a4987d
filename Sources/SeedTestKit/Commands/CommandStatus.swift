/// How a command ended.
package enum CommandStatus: Sendable, Equatable {
    case exited(Int)
    case signaled(Int)

    /// From the number `waitpid` gives.
    init(raw: CInt) {
        let signal = Int(raw & 0x7f)
        self = signal == 0 ? .exited(Int(raw >> 8) & 0xff) : .signaled(signal)
    }
}
