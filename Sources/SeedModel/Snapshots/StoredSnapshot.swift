/// What retention needs to know of a snapshot.
package struct StoredSnapshot: Sendable, Equatable {
    /// Snapshots that compete with each other.
    package struct Group: Sendable, Hashable {
        package var job: String
        package var environment: String

        package init(job: String, environment: String) {
            self.job = job
            self.environment = environment
        }
    }

    package struct Origin: Sendable, Equatable {
        package var group: Group
        package var time: UTCTime

        package init(group: Group, time: UTCTime) {
            self.group = group
            self.time = time
        }
    }

    /// nil where it is damaged: nothing that it says of itself counts.
    package var origin: Origin?
    package var files: Set<DiskFile>

    package init(origin: Origin?, files: Set<DiskFile> = []) {
        self.origin = origin
        self.files = files
    }
}
