package import SeedModel

/// When a scheduled job comes due, as of now.
package struct JobTimes: Sendable, Equatable {
    package var next: UTCTime?
    /// The last tick that is past its grace: a run should have ended since.
    package var due: UTCTime?

    package init(next: UTCTime?, due: UTCTime?) {
        self.next = next
        self.due = due
    }
}
