/// A file of the store by what it is on disk: two names of one file (hard links) are equal.
package struct DiskFile: Sendable, Hashable {
    package var device: UInt64
    package var inode: UInt64
    package var bytes: Int

    package init(device: UInt64 = 0, inode: UInt64, bytes: Int) {
        self.device = device
        self.inode = inode
        self.bytes = bytes
    }
}
