/// A snapshot as the store lists it.
package struct SnapshotEntry: Sendable, Equatable {
    package enum State: Sendable, Equatable {
        /// The manifest is whole; the table files have not been read.
        case intact(SnapshotManifest)
        /// Never restored, never counted as the latest.
        case damaged(reason: String)
    }

    package var id: SnapshotID
    package var state: State

    package init(id: SnapshotID, state: State) {
        self.id = id
        self.state = state
    }

    package var manifest: SnapshotManifest? {
        guard case .intact(let manifest) = state else { return nil }
        return manifest
    }
}
