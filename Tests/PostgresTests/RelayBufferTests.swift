import Testing

@testable import Postgres

struct RelayBufferTests {
    @Test func `bytes leave in the order in which they came`() {
        var buffer = RelayBuffer()
        var (received, next): ([UInt8], UInt8) = ([], 0)
        for round in 1...300 {
            for _ in 0..<(round % 40) {
                buffer.bytes.append(next)
                next &+= 1
            }
            buffer.send(atMost: round % 23) { for index in $0.indices { received.append($0[index]) } }
        }
        while !buffer.isEmpty { buffer.send(atMost: 7) { for index in $0.indices { received.append($0[index]) } } }
        #expect(received.count == (1...300).reduce(0) { $0 + $1 % 40 })
        #expect(received == received.indices.map { UInt8(truncatingIfNeeded: $0) })
    }

    /// Otherwise the server that sends would wait until the other one has taken all that was read ahead.
    @Test func `a full buffer takes rows again as soon as some bytes have left, and stays small`() {
        var buffer = RelayBuffer()
        let row = [UInt8](repeating: 1, count: 1000)
        var largest = 0
        for _ in 0..<1000 {
            while !buffer.isFull { buffer.bytes.append(contentsOf: row) }
            buffer.send(atMost: 1 << 16) { _ in }
            #expect(!buffer.isFull && !buffer.isEmpty)
            largest = max(largest, buffer.bytes.count)
        }
        #expect(largest <= 2 * RelayBuffer.limit + row.count)
    }
}
