/// Records written once and read in order as often as needed: in memory at first, in an unlinked file beyond a bound.
///
/// The file has no name, so nothing is left behind however the process ends.
package struct Spool: Sendable {
    let file: SpoolFile?
    /// Bytes of the file that hold records; those in `tail` follow.
    let fileLength: Int
    let tail: [UInt8]
    package let count: Int

    package static let empty = Spool(file: nil, fileLength: 0, tail: [], count: 0)

    /// Reads one record after the other, in memory bounded by the largest record.
    package struct Reader {
        private let spool: Spool
        private var buffer: [UInt8] = []
        private var position = 0
        private var filePosition = 0
        private var tailTaken = false

        package init(_ spool: Spool) { self.spool = spool }

        package mutating func next() throws -> [UInt8]? {
            guard try fill(4) else { return nil }
            let length = (0..<4).reduce(0) { $0 << 8 | Int(buffer[position + $1]) }
            guard try fill(4 + length) else { return nil }
            defer { position += 4 + length }
            return Array(buffer[(position + 4)..<(position + 4 + length)])
        }

        /// Makes `count` bytes available at `position`.
        private mutating func fill(_ count: Int) throws -> Bool {
            while buffer.count - position < count {
                buffer.removeFirst(position)
                position = 0
                if let file = spool.file, filePosition < spool.fileLength {
                    let chunk = try file.read(at: filePosition, upTo: min(1 << 18, spool.fileLength - filePosition))
                    filePosition += chunk.count
                    buffer += chunk
                } else if !tailTaken {
                    tailTaken = true
                    buffer += spool.tail
                } else {
                    return false
                }
            }
            return true
        }
    }
}
