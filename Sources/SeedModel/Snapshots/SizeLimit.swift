/// How large a store may be, snapshots that are not decided on included.
package struct SizeLimit: Sendable {
    package var bytes: Int
    /// Files of everything else in the store.
    package var otherFiles: Set<StoredFile>

    package init(bytes: Int, otherFiles: Set<StoredFile> = []) {
        self.bytes = bytes
        self.otherFiles = otherFiles
    }
}
