import Glibc

/// What a thread has computed, in processor time: other work of the machine does not add to it, as it does to a clock.
package enum ThreadTime {
    /// Processor time that `body` took on this thread, on which all of it has to run.
    package static func measure(_ body: () throws -> Void) rethrows -> Duration {
        let start = now
        try body()
        return now - start
    }

    private static var now: Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
