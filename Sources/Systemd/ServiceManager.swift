internal import CSystemd
internal import Glibc

/// The service manager that started this process, told how it is (sd_notify(3)). Without one nothing happens.
package struct ServiceManager: Sendable {
    package init() {}

    /// Seconds within which a sign of life is expected; nil where none is (sd_watchdog_enabled(3)).
    package var watchdogSeconds: Double? {
        var microseconds: UInt64 = 0
        guard sd_watchdog_enabled(0, &microseconds) > 0 else { return nil }
        return Double(microseconds) / 1_000_000
    }

    package enum State: Sendable, Equatable {
        case ready
        case reloading
        case stopping
        /// One line, as `systemctl status` shows it.
        case status(String)
        case watchdog
        /// So many seconds more for what is going on, be it the start of a oneshot or the stop of a daemon.
        case extendTimeout(seconds: Int)
    }

    /// What a service manager that does not listen makes of it is not known, and changes nothing.
    package func notify(_ states: State...) {
        sd_notify(0, states.map(\.assignment).joined(separator: "\n"))
    }
}

extension ServiceManager.State {
    fileprivate var assignment: String {
        switch self {
        case .ready: "READY=1"
        case .reloading: "RELOADING=1\nMONOTONIC_USEC=\(Self.monotonicMicroseconds)"
        case .stopping: "STOPPING=1"
        case .status(let text): "STATUS=\(text.split(whereSeparator: \.isNewline).joined(separator: " "))"
        case .watchdog: "WATCHDOG=1"
        case .extendTimeout(let seconds): "EXTEND_TIMEOUT_USEC=\(seconds * 1_000_000)"
        }
    }

    private static var monotonicMicroseconds: Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000_000 + time.tv_nsec / 1000
    }
}
