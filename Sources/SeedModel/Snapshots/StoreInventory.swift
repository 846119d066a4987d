/// Which files a store holds, and how often: a file that several snapshots link takes room once, and as long as the last
/// of them is there.
package struct StoreInventory: Sendable {
    private var links: [DiskFile: Int] = [:]
    package private(set) var bytes = 0

    package init(_ folders: [Set<DiskFile>] = []) {
        for files in folders { add(files) }
    }

    package mutating func add(_ files: Set<DiskFile>) {
        for file in files {
            if links[file] == nil { bytes += file.bytes }
            links[file, default: 0] += 1
        }
    }

    package mutating func remove(_ files: Set<DiskFile>) {
        for file in files {
            guard let count = links[file] else { continue }
            links[file] = count > 1 ? count - 1 : nil
            if count == 1 { bytes -= file.bytes }
        }
    }
}
