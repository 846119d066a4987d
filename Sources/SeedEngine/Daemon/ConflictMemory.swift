import SeedModel
import Synchronization

/// How many rows each job was told to have in conflict: a warning at every tick would say nothing new.
final class ConflictMemory: Sendable {
    private let told = Mutex<[JobTarget: Int]>([:])

    init() {}

    /// Whether it is another number than the last time.
    func isNews(_ rows: Int, of target: JobTarget) -> Bool {
        told.withLock { told in (told.updateValue(rows, forKey: target) ?? 0) != rows }
    }
}
