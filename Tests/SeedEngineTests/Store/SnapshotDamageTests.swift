import Crypto
import FoundationEssentials
import Glibc
import SeedModel
import Testing
import Zstd

@testable import SeedEngine

@Suite struct SnapshotDamageTests {
    let fixture: StoreFixture
    let id: SnapshotID
    let file: String
    let original: [UInt8]

    init() throws {
        fixture = try StoreFixture()
        id = try fixture.take([("t", "a\tone\nb\ttwo\n"), ("u", "c\tthree\nd\tfour\n")])
        file = "\(id)/public.t.copy.zst"
        original = try fixture.read(file)
    }

    /// What reading the first table ends with.
    private func damage(_ bytes: [UInt8]) throws -> SeedError? {
        try fixture.write(bytes, to: file)
        return try damage()
    }

    private func damage() throws -> SeedError? {
        try seedError {
            let reader = try fixture.store.open(id)
            try reader.verify(reader.manifest.tables[0])
        }
    }

    @Test func `a file cut at any byte is bad data that names it`() throws {
        for count in 0..<original.count {
            let error = try damage(Array(original[..<count]))
            #expect(error?.code == .badData && error?.subject.hasSuffix(file) == true)
        }
    }

    @Test func `any flipped bit is bad data`() throws {
        for bit in 0..<(original.count * 8) {
            var bytes = original
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(try damage(bytes)?.code == .badData)
        }
        #expect(try damage(original) == nil)
    }

    @Test func `bytes behind the frame, a second frame and no frame are bad data`() throws {
        for bytes in [original + [0], original + original, []] { #expect(try damage(bytes)?.code == .badData) }
    }

    @Test func `exchanged files are bad data`() throws {
        let other = "\(id)/public.u.copy.zst"
        let content = try fixture.read(other)
        try fixture.write(original, to: other)
        #expect(try damage(content)?.code == .badData)
    }

    @Test func `a missing file, a link, a folder and a pipe in its place are bad data`() throws {
        let path = "\(fixture.directory)/\(file)"
        let elsewhere = "\(fixture.root)/elsewhere"
        try Data(original).write(to: URL(filePath: elsewhere))
        unlink(path)
        #expect(try damage()?.problem == "is missing")
        symlink(elsewhere, path)
        #expect(try damage()?.code == .badData)
        unlink(path)
        mkdir(path, 0o700)
        #expect(try damage()?.code == .badData)
        rmdir(path)
        mkfifo(path, 0o600)
        #expect(try damage()?.code == .badData)
    }

    @Test func `a flipped bit in any byte of the manifest is bad data`() throws {
        let manifest = try fixture.read("\(id)/manifest.json")
        for index in manifest.indices {
            var bytes = manifest
            bytes[index] ^= 1 << UInt8(index % 8)
            try fixture.write(bytes, to: "\(id)/manifest.json")
            #expect(try damage()?.code == .badData)
        }
    }

    @Test func `a snapshot linked or renamed to another id is bad data`() throws {
        let other = try #require(SnapshotID("20200101T000000Z-\(id.manifestDigits)"))
        symlink("\(fixture.directory)/\(id)", "\(fixture.directory)/\(other)")
        #expect(try seedError { _ = try fixture.store.open(other) }?.code == .badData)
        unlink("\(fixture.directory)/\(other)")
        rename("\(fixture.directory)/\(id)", "\(fixture.directory)/\(other)")
        #expect(try seedError { _ = try fixture.store.open(other) }?.code == .badData)
    }

    /// 1 GiB of zeros in some 32 KiB, with every checksum right.
    @Test func `a bomb stops at the size the manifest gives`() throws {
        let zeros = [UInt8](repeating: 0, count: 4 << 20)
        var compressor = try Compressor(level: 1)
        var bomb: [UInt8] = []
        let collect = { (bytes: Span<UInt8>) in bytes.withUnsafeBufferPointer { bomb.append(contentsOf: $0) } }
        for _ in 0..<256 { try compressor.compress(zeros.span, collect) }
        try compressor.finish(collect)
        var table = SnapshotManifest.Table.sample()
        table.bytes = bomb.count
        table.rawBytes = 300_000
        table.sha256 = SHA256.digest(of: bomb.span).description
        table.digest = table.sha256
        let forged = try fixture.forge(.sample(tables: [table]), files: [table.file: bomb])
        var seen = 0
        let error = try seedError {
            let reader = try fixture.store.open(forged)
            try reader.readTable(table, lines: { seen += $0.count + 1 })
        }
        #expect(error?.code == .badData && seen <= table.rawBytes)
    }

    @Test func `a frame that needs a large window is refused`() throws {
        // Magic number, window 2^30, an empty last block.
        let frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 20 << 3, 0x01, 0x00, 0x00]
        var table = SnapshotManifest.Table.sample()
        table.bytes = frame.count
        table.sha256 = SHA256.digest(of: frame.span).description
        table.digest = SHA256.digest(of: "").description
        let forged = try fixture.forge(.sample(tables: [table]), files: [table.file: frame])
        #expect(try seedError { try fixture.store.open(forged).verify() }?.code == .badData)
    }

    @Test func `wrong rows, sizes and digests are found although the file is whole`() throws {
        let table = try fixture.store.open(id).manifest.tables[0]
        let changes: [(inout SnapshotManifest.Table) -> Void] = [
            { $0.rows += 1 }, { $0.rawBytes += 1 }, { $0.rawBytes -= 1 }, { $0.bytes += 1 },
            { $0.digest = $0.sha256 }, { $0.sha256 = $0.digest },
        ]
        for (index, change) in changes.enumerated() {
            var changed = table
            change(&changed)
            var manifest = SnapshotManifest.sample(tables: [changed])
            manifest.createdAt.seconds += 100 + index
            let forged = try fixture.forge(manifest, files: [table.file: original])
            #expect(try seedError { try fixture.store.open(forged).verify() }?.code == .badData)
        }
    }
}
