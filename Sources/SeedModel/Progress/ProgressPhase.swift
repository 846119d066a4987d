/// What is done to a table, or to all of them, in the order of a run.
///
/// The raw values are shown, and are a contract (docs/JSON_OUTPUT.md).
package enum ProgressPhase: String, Sendable, CaseIterable {
    case comparing
    case fetching = "fetching rows"
    case converting
    case locking = "waiting for locks"
    case staging
    case rechecking
    case snapshot
    case readingBack = "reading back the snapshot"
    case copying
    case writing
    case verifying
}
