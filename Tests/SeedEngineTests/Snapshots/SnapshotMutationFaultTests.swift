import Foundation
import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// A snapshot of real tables with deltas, changed on disk in many ways: all of them are noticed, and none is restored.
struct SnapshotMutationFaultTests {
    @Test(.environments)
    func `no mutation of a snapshot goes unnoticed or is put back`() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE a (id int PRIMARY KEY, v text); CREATE TABLE b (code text PRIMARY KEY, n numeric);
            INSERT INTO a SELECT n, md5(n::text) FROM generate_series(1, 300) n;
            INSERT INTO b SELECT 'k' || n, n FROM generate_series(1, 100) n
            """)
        let promoter = try Promoter.mirror("public")
        try await promoter.snapshot()
        for round in 1...2 {
            try databases.target.psql(
                "UPDATE a SET v = v || '.' WHERE id % 50 = \(round); DELETE FROM b WHERE n = \(round); INSERT INTO a VALUES (-\(round), NULL)"
            )
            try await promoter.snapshot()
        }
        let id = try #require(try promoter.store.list().first?.id)
        let folder = "\(promoter.store.directory)/\(id)"
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(files.filter { $0.contains(".delta-") }.count == 4, "deltas are among what is mutated")
        // Only now the database differs, so that there is something to put back.
        try databases.target.psql("UPDATE a SET v = 'other' WHERE id < 20; INSERT INTO b VALUES ('new', 0)")
        let before = try databases.target.digests()

        var generator = SeededGenerator(state: .random(in: 0 ... .max))
        for number in 0..<600 {
            let mutation = try Mutation(of: files, in: folder, using: &generator)
            defer { mutation.undo() }
            #expect(throws: SeedError.self, "\(number): \(mutation.what)") { try promoter.store.open(id).verify() }
            await #expect(throws: SeedError.self, "\(number): \(mutation.what)") {
                try await promoter.rollback(of: id).plan()
            }
        }
        #expect(try databases.target.digests() == before)
        try promoter.store.open(id).verify()
        try await promoter.rollback(to: id)
    }
}

/// One change to the files of a snapshot, and back.
private struct Mutation {
    let what: String
    private let folder: String
    private let originals: [String: Data]

    init(of files: [String], in folder: String, using generator: inout SeededGenerator) throws {
        self.folder = folder
        let name = files.randomElement(using: &generator) ?? ""
        var originals = [name: try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))]
        var data = originals[name] ?? Data()
        switch Int.random(in: 0..<6, using: &generator) {
        case 0, 1, 2:
            let index = Int.random(in: data.indices, using: &generator)
            data[index] ^= 1 << UInt8.random(in: 0...7, using: &generator)
            what = "a bit of \(name) at \(index)"
        case 3:
            let count = Int.random(in: 0..<data.count, using: &generator)
            data = data.prefix(count)
            what = "\(name) cut to \(count)"
        case 4:
            data += Data(
                (0..<Int.random(in: 1...9, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator) }
            )
            what = "bytes behind \(name)"
        default:
            let others = files.filter { $0 != name }
            let other = others.randomElement(using: &generator) ?? name
            originals[other] = try Data(contentsOf: URL(filePath: "\(folder)/\(other)"))
            Self.write(data, to: "\(folder)/\(other)")
            data = originals[other] ?? data
            what = "\(name) and \(other) exchanged"
        }
        self.originals = originals
        Self.write(data, to: "\(folder)/\(name)")
    }

    func undo() { for (name, data) in originals { Self.write(data, to: "\(folder)/\(name)") } }

    private static func write(_ data: Data, to path: String) {
        // A new file, as others may be links to the old one.
        try? FileManager.default.removeItem(atPath: path)
        _ = FileManager.default.createFile(atPath: path, contents: data, attributes: [.posixPermissions: 0o600])
    }
}
