package import SeedModel

#if canImport(Glibc)
    import Glibc
#endif

/// What the daemon takes for the time of day. Tests have days pass in seconds.
package protocol DaemonClock: Sendable {
    var now: UTCTime { get }
    /// Waits for so many of its seconds; ends early when the task is cancelled.
    func sleep(seconds: Double) async
}

/// The machine's clock.
package struct SystemClock: DaemonClock {
    package init() {}

    package var now: UTCTime { .now }

    package func sleep(seconds: Double) async { try? await Task.sleep(for: .seconds(seconds)) }
}

#if DEBUG
    /// A clock that runs faster: `SEEDD_TEST_CLOCK=<Unix time>,<factor>` had the machine's time then and has run so many
    /// times as fast since. Programs that are told the same agree on the time.
    package struct FastClock: DaemonClock {
        private let start: Double
        private let factor: Double

        package init?(_ text: String) {
            let parts = text.split(separator: ",").compactMap { Double($0) }
            guard parts.count == 2, parts[1] > 0 else { return nil }
            start = parts[0]
            factor = parts[1]
        }

        private var machineTime: Double {
            var time = timespec()
            unsafe clock_gettime(CLOCK_REALTIME, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }

        package var now: UTCTime { UTCTime(seconds: Int(start + (machineTime - start) * factor)) }

        package func sleep(seconds: Double) async { try? await Task.sleep(for: .seconds(seconds / factor)) }
    }
#endif
