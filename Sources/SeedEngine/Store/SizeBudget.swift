internal import SeedModel
internal import Synchronization

/// How much may still be written to a store (`snapshots.max_size`), shared by all files that are written through one open
/// folder. Every `StoreFile` of it spends, a file that is removed is paid back; a hard link costs nothing.
///
/// The store is measured at the first byte. Two writers at once don't see what the other one writes afterwards.
final class SizeBudget: Sendable {
    private let store: SnapshotStore
    private let limit: Int
    /// Bytes in the store; nil until it has been measured.
    private let used = Mutex<Int?>(nil)

    init(limit: Int, of store: SnapshotStore) {
        self.limit = limit
        self.store = store
    }

    /// Called before so many bytes are written.
    func spend(_ bytes: Int) throws(SeedError) {
        try used.withLock { used throws(SeedError) in
            let before = if let used { used } else { try store.size() }
            guard before + bytes <= limit else { throw exceeded(by: before) }
            used = before + bytes
        }
    }

    /// Called after a file of so many bytes was removed.
    func refund(_ bytes: Int) {
        used.withLock { used in
            if let before = used { used = max(0, before - bytes) }
        }
    }

    private func exceeded(by used: Int) -> SeedError {
        SeedError(
            .storeUnwritable, store.directory,
            "with this snapshot it would be larger than snapshots.max_size: "
                + "\(ByteSize.rounded(used)) of \(ByteSize.text(limit)) are used",
            hint:
                "seedd snapshots prune --dry-run says what could go and why the rest stays; or raise snapshots.max_size"
        )
    }
}
