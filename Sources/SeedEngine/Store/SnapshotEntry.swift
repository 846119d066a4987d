/// A snapshot as the store lists it.
package struct SnapshotEntry: Sendable, Equatable {
    package enum State: Sendable, Equatable {
        /// The manifest is whole, and the files are there; what is in them has not been read.
        case intact(SnapshotManifest)
        /// Never restored, never counted as the latest.
        case damaged(reason: String)
    }

    package var id: SnapshotID
    package var state: State
    /// What its manifest says, also where a file that it names is damaged; nil where it can't be read.
    package var claim: SnapshotManifest?

    package init(id: SnapshotID, state: State, claim: SnapshotManifest? = nil) {
        self.id = id
        self.state = state
        self.claim = claim
        if case .intact(let manifest) = state { self.claim = manifest }
    }

    package var manifest: SnapshotManifest? {
        guard case .intact(let manifest) = state else { return nil }
        return manifest
    }

    /// Why it can't be used; nil where it can.
    package var damage: String? {
        guard case .damaged(let reason) = state else { return nil }
        return reason
    }

    /// Whether it is of `job`, or may be: of a damaged one that is not always known. Nil is any job.
    package func mayBelong(to job: String?) -> Bool {
        guard let job, let claim else { return true }
        return claim.job == job
    }
}
