import SeedModel

/// Collects the records of a `Spool`.
package struct SpoolWriter {
    /// What stays in memory before a file is made; a plan has a few of these at a time.
    static let memoryLimit = 8 << 20

    private var buffer: [UInt8] = []
    private var file: SpoolFile?
    private var fileLength = 0
    package private(set) var count = 0

    package init() {}

    package mutating func append(_ record: [UInt8]) throws {
        for shift in stride(from: 24, through: 0, by: -8) {
            buffer.append(UInt8(truncatingIfNeeded: record.count >> shift))
        }
        buffer += record
        count += 1
        if buffer.count >= Self.memoryLimit { try spill() }
    }

    private mutating func spill() throws {
        let file = try self.file ?? SpoolFile()
        self.file = file
        try file.append(buffer, at: fileLength)
        fileLength += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }

    package consuming func finish() throws -> Spool {
        // Once a file is in use the rest goes there as well, so that a finished plan keeps nothing in memory.
        if file != nil, !buffer.isEmpty { try spill() }
        return Spool(file: file, fileLength: fileLength, tail: file == nil ? buffer : [], count: count)
    }
}
