/// How soon and how often progress is shown.
package struct ProgressPace: Sendable, Equatable {
    /// Work that is over sooner is not shown on a live line.
    package var patience = Duration.milliseconds(500)
    /// Between two pictures of a live line.
    package var live = Duration.milliseconds(100)
    /// Between two lines of a log; shorter work has none.
    package var log = Duration.seconds(10)
    /// Between two documents of a piece of work; shorter work has none.
    package var documents = Duration.seconds(1)

    package init() {}
}
