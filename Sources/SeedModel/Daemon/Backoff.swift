/// How long to wait before the next attempt of something that failed and may pass.
package enum Backoff {
    /// Seconds: 5, 10, 20 … up to five minutes, and up to a fifth less, so that many jobs that lost the same server do
    /// not all come back at once.
    package static func seconds(afterAttempt attempt: Int, using generator: inout some RandomNumberGenerator) -> Int {
        let full = min(300, 5 << min(max(attempt, 1) - 1, 6))
        return full - Int.random(in: 0...full / 5, using: &generator)
    }
}
