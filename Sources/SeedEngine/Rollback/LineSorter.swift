import SeedModel

/// Brings lines into the order of their match key, in memory bounded by `runBytes`.
///
/// Lines that come in order, which is nearly always, are passed on; from the first one that does not, runs are sorted in
/// memory and merged at the end.
struct LineSorter {
    /// Beyond what a `SpoolWriter` keeps in memory, so that a finished run is on disk.
    private static let runBytes = SpoolWriter.memoryLimit + 1

    private let codec: KeyCodec
    private var ordered: SpoolWriter? = SpoolWriter()
    private var lastKey: [UInt8] = []
    private var runs: [Spool] = []
    private var run: [(key: [UInt8], line: [UInt8])] = []
    private var bytes = 0

    init(codec: KeyCodec) { self.codec = codec }

    mutating func append(_ line: [UInt8]) throws {
        var key: [UInt8] = []
        try codec.key(ofLine: line.span, into: &key)
        if var writer = ordered {
            ordered = nil
            guard writer.count == 0 || KeyCodec.compare(lastKey, key) < 0 else {
                runs.append(try writer.finish())
                return try appendToRun(key, line)
            }
            try writer.append(line)
            ordered = writer
            lastKey = key
        } else {
            try appendToRun(key, line)
        }
    }

    private mutating func appendToRun(_ key: [UInt8], _ line: [UInt8]) throws {
        run.append((key, line))
        bytes += line.count
        if bytes >= Self.runBytes { try closeRun() }
    }

    private mutating func closeRun() throws {
        run.sort { KeyCodec.compare($0.key, $1.key) < 0 }
        var writer = SpoolWriter()
        for (_, line) in run { try writer.append(line) }
        runs.append(try writer.finish())
        run.removeAll(keepingCapacity: true)
        bytes = 0
    }

    consuming func finish() throws -> Spool {
        if let ordered { return try ordered.finish() }
        try closeRun()
        var heads = try runs.map { try Head($0, codec) }
        var merged = SpoolWriter()
        while let next = heads.indices.filter({ heads[$0].line != nil })
            .min(by: { KeyCodec.compare(heads[$0].key, heads[$1].key) < 0 }), let line = heads[next].line
        {
            try merged.append(line)
            try heads[next].advance()
        }
        return try merged.finish()
    }

    /// The next line of a run.
    private struct Head {
        private var reader: Spool.Reader
        private let codec: KeyCodec
        private(set) var line: [UInt8]?
        private(set) var key: [UInt8] = []

        init(_ run: Spool, _ codec: KeyCodec) throws {
            reader = Spool.Reader(run)
            self.codec = codec
            try advance()
        }

        mutating func advance() throws {
            line = try reader.next()
            if let line { try codec.key(ofLine: line.span, into: &key) }
        }
    }
}
