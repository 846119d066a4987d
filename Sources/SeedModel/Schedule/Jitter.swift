/// A delay that spreads jobs of one schedule: always the same for a job on a machine, so that the time between two runs
/// stays what the schedule says (`FixedRandomDelay=` of a systemd timer).
package struct Jitter: Sendable, Equatable {
    private let limit: Interval
    private let hash: UInt64

    /// `limit` is what the configuration allows; `seed` names the job and the machine.
    package init(limit: Interval, seed: String) {
        self.limit = limit
        // FNV-1a, then the finalizer of SplitMix64: a program's next start, and another version of Swift, must come to
        // the same delay, which `Hasher` does not promise.
        var hash = seed.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
        self.hash = hash ^ hash >> 31
    }

    /// Seconds, from none to the limit.
    package var delay: Int { Int(hash % UInt64(max(0, limit.milliseconds / 1000) + 1)) }
}
