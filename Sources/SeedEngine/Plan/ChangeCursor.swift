package import SeedModel

/// The changes of a table one at a time, for who has to wait between two of them.
package struct ChangeCursor {
    private let log: ChangeLog
    private var reader: Spool.Reader

    package init(_ log: ChangeLog) {
        self.log = log
        reader = Spool.Reader(log.spool)
    }

    /// Decoded for people; nil after the last one.
    package mutating func next() throws -> Change? {
        try reader.next().map { log.change(ChangeRecord(encoded: $0)) }
    }
}
