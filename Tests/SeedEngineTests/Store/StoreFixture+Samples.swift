import SeedModel
import Synchronization

@testable import SeedEngine

/// Warnings the store sent.
final class Warnings: EventSink {
    private let received = Mutex<[Event]>([])

    func receive(_ event: Event) { received.withLock { $0.append(event) } }

    /// Their subjects.
    var subjects: [String] {
        received.withLock { events in
            events.compactMap { event in
                guard case .warning(let subject, _) = event else { return nil }
                return subject
            }
        }
    }
}

extension SnapshotManifest {
    static func sample(job: String = "config", tables: [Table] = []) -> SnapshotManifest {
        SnapshotManifest(
            createdAt: UTCTime(seconds: 1_795_140_003), job: job, reason: .beforeSync, run: "a1b2", seedd: "0.1.0",
            target: Target(
                environment: "production", database: "app", host: "db", port: 5432, serverVersion: "15.8",
                systemIdentifier: nil),
            tables: tables)
    }
}

extension SnapshotManifest.Table {
    static func sample(_ name: String = "t", schema: String = "public") -> SnapshotManifest.Table {
        SnapshotManifest.Table(
            TableName(schema: schema, name: name), key: ["code"],
            columns: [Column(name: "code", type: "text"), Column(name: "body", type: "text")], fingerprint: "f00d")
    }
}

func text(_ bytes: Span<UInt8>) -> String {
    bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
}

/// The error that `body` ends with.
func seedError(_ body: () throws -> Void) throws -> SeedError? {
    do {
        try body()
        return nil
    } catch let error as SeedError {
        return error
    }
}
