internal import SeedModel

/// As long as it lives no snapshot of the store is removed, by whichever process.
///
/// A run holds the store from before its snapshot until after its COMMIT: what would undo it is there when it commits,
/// also where clocks disagree about which snapshot is the newest.
struct StoreHold: ~Copyable, Sendable {
    private let lock: StoreFile?

    fileprivate init(lock: consuming StoreFile?) { self.lock = lock }
}

extension SnapshotStore {
    /// Waits while a snapshot is being removed.
    func hold() throws(SeedError) -> StoreHold {
        let root = try openOrCreate()
        let lock = try root.openLock(Self.lockName)
        try lock?.lockShared()
        return StoreHold(lock: lock)
    }
}
