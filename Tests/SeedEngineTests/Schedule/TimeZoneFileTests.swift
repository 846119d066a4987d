import Foundation
import SeedTestKit
import SystemPackage
import Testing

@testable import SeedEngine
@testable import SeedModel

struct TimeZoneFileTests {
    /// All changes of all zones, also those that only the rule behind the list has, against what the C library makes of
    /// the same files.
    @Test func agreesWithTheCLibraryOnEveryZone() async throws {
        let files = try FileManager.default.subpathsOfDirectory(atPath: "\(TimeZoneFile.directory)")
        var seen: Set<[UInt8]> = []
        // Many zones have several names.
        let names = files.filter { name in
            guard (try? TimeZoneFile.load(name)) != nil, let bytes = try? Self.bytes(name) else { return false }
            return seen.insert(bytes).inserted
        }
        #expect(names.count > 300)
        let result = try await CommandRun(["zdump", "-v", "-c", "1970,2045"] + names).run()
        var zone = ""
        var rules = TimeZoneRules.utc
        var checked = 0
        var differing: [Substring] = []
        for line in result.standardOutput.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count == 16, let offset = Int(fields[15].dropFirst("gmtoff=".count)) else { continue }
            if fields[0] != zone {
                zone = String(fields[0])
                rules = try TimeZoneFile.load(zone)
            }
            // zdump also tells of the ends of what a computer's clock can count.
            guard let time = Self.time(fields[2...5].map(String.init)), time.seconds > 0 else { continue }
            if rules.offset(at: time) != offset { differing.append(line) }
            checked += 1
        }
        #expect(differing.isEmpty, "\(differing.prefix(10))")
        #expect(checked > 20_000)
    }

    /// `Mar 29 00:59:59 2026`.
    private static func time(_ fields: [String]) -> UTCTime? {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard let month = months.firstIndex(of: fields[0]), let day = Int(fields[1]) else { return nil }
        return UTCTime("\(fields[3])-\(UTCTime.pad(month + 1, 2))-\(UTCTime.pad(day, 2))T\(fields[2])Z")
    }

    /// The first block of a file that has both, read as version 1: it knows no rule, and goes on as it ended.
    @Test func versionOneIsRead() throws {
        var bytes = try Self.bytes("Europe/Madrid")
        let whole = try TimeZoneRules(file: bytes)
        bytes[4] = 0
        let first = try TimeZoneRules(file: bytes)
        for time in stride(from: 0, to: 2_100_000_000, by: 1_000_000) {
            #expect(first.offset(at: UTCTime(seconds: time)) == whole.offset(at: UTCTime(seconds: time)))
        }
        #expect(first.rule == nil && whole.rule != nil)
    }

    @Test func aFileThatWasCutOffIsDamaged() throws {
        let bytes = try Self.bytes("America/Nuuk")
        for length in 0..<bytes.count {
            #expect(throws: TimeZoneProblem.malformed) { try TimeZoneRules(file: Array(bytes[..<length])) }
        }
    }

    /// Whatever the bytes, nothing traps.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func anyBytesAreReadOrRefused(seed: UInt64) throws {
        var random = SeededGenerator(state: seed)
        let bytes = try Self.bytes("Africa/Casablanca")
        for _ in 0..<500 {
            var damaged = bytes
            for _ in 0...Int.random(in: 0...3, using: &random) {
                damaged[Int.random(in: damaged.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            guard let rules = try? TimeZoneRules(file: damaged) else { continue }
            _ = Schedule.cron(try CronExpression("30 2 * * *")).next(after: UTCTime(seconds: 1_800_000_000), in: rules)
        }
    }

    /// The machine's own zone has a name too, a link in the same folder.
    @Test(arguments: ["localtime", "../zoneinfo/UTC", "/etc/localtime", "Europe", "tzdata.zi", "", "Europe/Madird"])
    func isNoZone(name: String) {
        #expect(throws: SeedError.self) { try TimeZoneFile.load(name) }
    }

    @Test func leapSecondsAndMissingDatabasesAreRefused() throws {
        let directory = try TestScratch.makeDirectory()
        var bytes = try Self.bytes("UTC")
        bytes[4] = 0
        bytes[31] = 1
        try Data(bytes).write(to: URL(filePath: "\(directory)/Leap"))
        #expect(
            throws: SeedError(
                .configuration, "time zone \"Leap\"", "\"Leap\" counts leap seconds, which seedd does not")
        ) { try TimeZoneFile.load("Leap", from: FilePath(directory)) }
        try Data("TZif".utf8).write(to: URL(filePath: "\(directory)/Cut"))
        #expect(throws: SeedError(.configuration, "time zone \"Cut\"", "\(directory)/Cut is damaged")) {
            try TimeZoneFile.load("Cut", from: FilePath(directory))
        }
        #expect(throws: SeedError.self) { try TimeZoneFile.load("Europe/Madrid", from: "/nowhere") }
        #expect(try TimeZoneFile.load("UTC", from: "/nowhere") == .utc)
    }

    /// A schedule that followed the link would move when somebody sets the machine to another zone.
    @Test func theMachinesOwnZoneIsNotTaken() throws {
        let place = try TestScratch.makeDirectory()
        try FileManager.default.createSymbolicLink(
            atPath: "\(place)/localtime", withDestinationPath: "\(TimeZoneFile.directory)/Asia/Tokyo")
        #expect(throws: SeedError.self) { try TimeZoneFile.load("localtime", from: FilePath(place)) }
    }

    private static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: "\(TimeZoneFile.directory)/\(name)")))
    }
}

extension Array {
    fileprivate var nilIfEmpty: Self? { isEmpty ? nil : self }
}
