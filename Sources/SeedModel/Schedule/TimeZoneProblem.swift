/// Why bytes are no file of a time zone that schedules can go by.
package enum TimeZoneProblem: Error, Sendable, Equatable {
    /// Not the format of RFC 8536, or cut off.
    case malformed
    /// It counts leap seconds, which UTC here does not.
    case leapSeconds
}
