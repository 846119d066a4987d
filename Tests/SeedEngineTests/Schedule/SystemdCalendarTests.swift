import Foundation
import SeedEngine
import SeedTestKit
import SystemPackage
import Testing

@testable import SeedModel

/// Random schedules come due when systemd sets the timers off that are printed for them.
///
/// The rules differ on purpose on days on which clocks are changed: systemd leaves out what they skip, and does not
/// repeat what they show twice. Those local days are not compared.
@Suite(.enabled(if: SystemdAnalyze.isInstalled, "systemd-analyze is not installed: NOT COMPARED WITH SYSTEMD"))
struct SystemdCalendarTests {
    private static let zones = [
        "UTC", "Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "Asia/Beirut", "America/Santiago",
        "Europe/Dublin", "Asia/Kolkata", "Africa/Casablanca", "Pacific/Chatham",
    ]

    @Test(arguments: 0..<30 as Range<UInt64>)
    func comesDueAtTheSameTimes(seed: UInt64) async throws {
        var random = SeededGenerator(state: seed)
        let name = Self.zones[Int(seed) % Self.zones.count]
        let cron = try CronExpression(Self.text(&random))
        let start = UTCTime(seconds: Int.random(in: 1_767_225_600...1_798_761_600, using: &random))
        let zone = try TimeZoneFile.load(name)
        let systemd = try await SystemdAnalyze.ticks(of: cron.calendarExpressions.map { "\($0) \(name)" }, after: start)
        let last = try #require(systemd.last, "\(cron.text) \(name) has no tick")
        var ours: [UTCTime] = []
        while let next = Schedule.cron(cron).next(after: ours.last ?? start, in: zone), next <= last {
            ours.append(next)
        }
        let isCompared = { (time: UTCTime) in
            // Clocks are the same on both ends of the local day.
            let local = time.seconds + zone.offset(at: time)
            let day = UTCTime(seconds: local).day * 86_400 - zone.offset(at: time)
            let offsets = [day - 7200, day + 86_400 + 7200].map { zone.offset(at: UTCTime(seconds: $0)) }
            return offsets[0] == offsets[1]
        }
        #expect(
            ours.filter(isCompared) == systemd.filter(isCompared), "seed \(seed): \(cron.text) \(name) after \(start)")
        #expect(ours.contains(where: isCompared))
    }

    private static func text(_ random: inout SeededGenerator) throws -> String {
        let ranges = [0...59, 0...23, 1...31, 1...12, 0...7]
        while true {
            let text = ranges.map { field($0, &random) }.joined(separator: " ")
            if (try? CronExpression(text)) != nil { return text }
        }
    }

    private static func field(_ range: ClosedRange<Int>, _ random: inout SeededGenerator) -> String {
        func value() -> Int { Int.random(in: range, using: &random) }
        func span() -> String {
            let (one, other) = (value(), value())
            return "\(min(one, other))-\(max(one, other))"
        }
        switch Int.random(in: 0...5, using: &random) {
        case 0, 1: return "*"
        case 2: return "*/\(Int.random(in: 1...range.count, using: &random))"
        case 3: return "\(value()),\(value())"
        case 4: return "\(span()),\(value())"
        default:
            return range.count > 1
                ? "\(range.lowerBound)-\(range.upperBound)/\(Int.random(in: 1...7, using: &random))" : "*"
        }
    }
}
