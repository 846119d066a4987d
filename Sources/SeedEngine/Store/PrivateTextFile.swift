package import SeedModel

/// A `PrivateFile` that is given its text in many small pieces. Not for several tasks.
package final class PrivateTextFile {
    private var file: PrivateFile?
    private var buffer: [UInt8] = []

    /// `path` as for `PrivateFile`.
    package init(at path: String) throws(SeedError) { file = try PrivateFile(at: path) }

    package func write(_ text: String) throws(SeedError) {
        buffer += text.utf8
        if buffer.count >= 1 << 17 { try drain() }
    }

    /// Gives the file its name, durably.
    package func publish() throws(SeedError) {
        try drain()
        try file.take()?.publish()
    }

    private func drain() throws(SeedError) {
        try file?.write(buffer.span)
        buffer.removeAll(keepingCapacity: true)
    }
}
