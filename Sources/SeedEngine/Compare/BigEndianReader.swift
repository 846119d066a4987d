/// Reads the numbers of PostgreSQL's binary formats from bytes that came from a server; out of bounds traps.
struct BigEndianReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position >= bytes.count }

    mutating func skip(_ count: Int) { position += count }

    mutating func int16() -> Int16 { Int16(truncatingIfNeeded: integer(2)) }
    mutating func int32() -> Int32 { Int32(truncatingIfNeeded: integer(4)) }
    mutating func int64() -> Int64 { integer(8) }

    mutating func bytes(_ count: Int) -> ArraySlice<UInt8> {
        defer { position += count }
        return bytes[position..<(position + count)]
    }

    /// Everything that has not been read.
    var rest: ArraySlice<UInt8> { bytes[position...] }

    private mutating func integer(_ count: Int) -> Int64 {
        var value: UInt64 = 0
        for index in position..<(position + count) { value = value << 8 | UInt64(bytes[index]) }
        position += count
        return Int64(bitPattern: value)
    }
}
