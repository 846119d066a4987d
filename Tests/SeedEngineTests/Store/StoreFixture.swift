import Crypto
import FoundationEssentials
import Glibc
import SeedModel
import Synchronization

@testable import SeedEngine

/// A snapshot store in a folder of its own that goes with the test.
final class StoreFixture: Sendable {
    let root: String
    let sink = Warnings()
    private let time = Mutex(UTCTime(seconds: 1_795_140_003))

    init() throws {
        root = "/tmp/seedd-store-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    var directory: String { "\(root)/snapshots" }
    var store: SnapshotStore {
        SnapshotStore(directory: directory, sink: sink, now: { self.time.withLock { $0 } })
    }

    func advance(by seconds: Int) { time.withLock { $0.seconds += seconds } }
    func setTime(_ new: UTCTime) { time.withLock { $0 = new } }

    /// Takes a snapshot of tables in schema `public` with the given COPY text.
    func take(_ tables: [(name: String, text: String)], job: String = "config") throws -> SnapshotID {
        var writer = try SnapshotWriter(in: store, manifest: .sample(job: job))
        for table in tables {
            try writer.beginTable(.sample(table.name))
            try writer.append(Array(table.text.utf8).span)
            try writer.finishTable()
        }
        return try writer.commit().id
    }

    /// Puts a snapshot on disk as somebody would who can write there: a valid id, but any manifest and files.
    func forge(_ manifest: SnapshotManifest, files: [String: [UInt8]]) throws -> SnapshotID {
        try forge(text: String(decoding: manifest.encoded(), as: UTF8.self), time: manifest.createdAt, files: files)
    }

    func forge(text: String, time: UTCTime, files: [String: [UInt8]] = [:]) throws -> SnapshotID {
        let id = SnapshotID(time: time, manifest: Array(text.utf8))
        let folder = "\(directory)/\(id)"
        let mode: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: mode)
        try write(Array(text.utf8), to: "\(id)/manifest.json")
        for (name, bytes) in files { try write(bytes, to: "\(id)/\(name)") }
        return id
    }

    /// Overwrites or creates a file of the store, mode 0600.
    func write(_ bytes: [UInt8], to name: String) throws {
        let path = "\(directory)/\(name)"
        try Data(bytes).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }

    func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: "\(directory)/\(name)"))) }

    /// Names in the store or a folder of it, sorted.
    func names(in folder: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(directory)/\(folder)").sorted()
    }

    /// Permission bits.
    func mode(of name: String) throws -> UInt32 {
        var status = stat()
        guard lstat("\(directory)/\(name)", &status) == 0 else { throw SeedError(.notFound, name, "is missing") }
        return status.st_mode & 0o7777
    }

    func lines(of id: SnapshotID, _ table: String = "t") throws -> [String] {
        let reader = try store.open(id)
        guard let table = reader.manifest.table(TableName(schema: "public", name: table)) else { return [] }
        var lines: [String] = []
        try reader.readTable(table, lines: { lines.append(text($0)) })
        return lines
    }
}
