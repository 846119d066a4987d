/// Which of two rows has the later stamp.
package enum StampOrder: Sendable, Equatable {
    case sourceIsNewer
    case targetIsNewer
    /// They are equal, or one of them is NULL.
    case unknown
}
