/// How large a store may be, snapshots that are not decided on included.
package struct SizeLimit: Sendable {
    package var bytes: Int
    /// Files of everything else in the store.
    package var otherFiles: Set<DiskFile>

    package init(bytes: Int, otherFiles: Set<DiskFile> = []) {
        self.bytes = bytes
        self.otherFiles = otherFiles
    }
}
