import Glibc
import SeedModel

@testable import SeedEngine

extension StoreFixture {
    /// The store with a limit on its size.
    func store(maxSize: Int?) -> SnapshotStore {
        SnapshotStore(directory: directory, maxSize: maxSize, sink: sink, now: store.now)
    }

    /// Takes one snapshot a day, the last of them now; oldest first.
    func takeDaily(_ count: Int, job: String = "config", bytes: Int = 1000) throws -> [SnapshotID] {
        try (0..<count).map { number in
            if number > 0 { advance(by: 86_400) }
            return try take([("t", Self.noise(bytes: bytes))], job: job)
        }
    }

    /// Does what needs the store's lock. Commands that other tests start hold copies of it until their program begins.
    func whenFree<Result>(_ body: () throws -> Result) throws -> Result {
        for _ in 0..<1000 {
            do {
                return try body()
            } catch let error as SeedError {
                guard error.code == .tryAgain else { throw error }
            }
            usleep(1000)
        }
        return try body()
    }

    /// A row of about so many bytes when compressed.
    static func noise(bytes: Int) -> String {
        // Hexadecimal digits: zstd makes half of them.
        (0..<bytes / 8).map { _ in String(UInt64.random(in: 1 << 63 ... .max), radix: 16) }.joined() + "\tx\n"
    }
}
