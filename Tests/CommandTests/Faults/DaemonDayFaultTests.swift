import Foundation
import SeedTestKit
import Testing

/// A day of two hundred jobs and two daemons, with real processes, sessions and runs; an hour takes five seconds.
@Suite(.environments)
struct DaemonDayFaultTests {
    private static let speed = 720
    private static let hourly = 10

    private static func jobs() -> [String] {
        (0..<200).map { number in
            number < hourly
                ? DaemonPlace.job("hourly\(number)", "every 1h")
                : DaemonPlace.job("daily\(number)", "\(number % 60) \(number % 24) * * *")
        }
    }

    /// Kilobytes of memory that are its own.
    private func memory(of daemon: RunningCommand) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(daemon.id)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line?.split(separator: " ").compactMap { Int($0) }.first ?? 0
    }

    @Test func noTickIsMissedOrDoubledAndNothingGrows() async throws {
        let place = try DaemonPlace(try .current, jobs: Self.jobs(), speed: Self.speed)
        // Two minutes of real time for what is under way at the end: by this clock a run takes an hour where the machine is slow.
        try place.add("daemon: {stop_timeout: 24h}")
        let start = Date()
        let daemons = [try place.start(), try place.start()]
        try await Task.sleep(for: .seconds(45))
        let early = try daemons.map(memory)
        try await Task.sleep(for: .seconds(start.timeIntervalSinceNow + 24 * 3600 / Double(Self.speed)))
        try await place.wait(for: "200", Self.jobsOfADay, within: .seconds(240))
        let late = try daemons.map(memory)
        for daemon in daemons { daemon.signal(SIGTERM) }
        var planned: [String: Int] = [:]
        for daemon in daemons {
            let result = try await daemon.finish()
            #expect(result.exitCode == 0)
            for line in result.standardError.split(separator: "\n") where line.hasPrefix("planning ") {
                planned[String(line.dropFirst(9).prefix { $0 != "," }), default: 0] += 1
            }
        }
        for (before, after) in zip(early, late) { #expect(after < before + 8192, "\(early) kB, later \(late) kB") }

        let runs = try counts(place, "outcome = 'unchanged'")
        // Each run that was begun is one tick's, by one of the two.
        #expect(runs == planned)
        // A machine that is slow takes an hour of this clock for a run, and merges the next tick into it.
        let ticks = try counts(place, "outcome IN ('unchanged', 'merged')")
        #expect(ticks.count == 200)
        let gaps = """
            SELECT string_agg(DISTINCT substr(job, 1, 1) || ' ' || extract(epoch FROM gap)::int, ' ')
            FROM (SELECT job, tick - lag(tick) OVER (PARTITION BY job ORDER BY tick) AS gap FROM seedd.tick) t
            WHERE gap IS NOT NULL
            """
        #expect(try place.target.psql(gaps) == "d 86400 h 3600")
        try expectNoDrift(place, start)
    }

    /// How many have had all ticks of a day; which none is missing from, by the gaps.
    private static let jobsOfADay = """
        SELECT count(*) FROM (SELECT FROM seedd.tick WHERE outcome IN ('unchanged', 'merged')
            GROUP BY job HAVING count(*) >= CASE WHEN job LIKE 'h%' THEN 24 ELSE 1 END) t
        """

    private func counts(_ place: DaemonPlace, _ condition: String) throws -> [String: Int] {
        let rows = try place.target.psql(
            "SELECT job || ' ' || count(*) FROM seedd.tick WHERE \(condition) GROUP BY job")
        return Dictionary(
            uniqueKeysWithValues: rows.split(separator: "\n").map { line in
                let words = line.split(separator: " ")
                return (String(words[0]), Int(words[1]) ?? 0)
            })
    }

    /// Ticks of the last hours are begun as soon after their time as those of the first.
    private func expectNoDrift(_ place: DaemonPlace, _ start: Date) throws {
        let lag = """
            SELECT avg(extract(epoch FROM begun_at) - \(start.timeIntervalSince1970)
                - (extract(epoch FROM tick) - \(start.timeIntervalSince1970)) / \(Self.speed))
            FROM seedd.tick WHERE job LIKE 'hourly%' AND outcome = 'unchanged' AND extract(hour FROM tick
                - to_timestamp(\(start.timeIntervalSince1970)))
            """
        let first = Double(try place.target.psql("\(lag) BETWEEN 2 AND 6")) ?? .infinity
        let last = Double(try place.target.psql("\(lag) BETWEEN 19 AND 23")) ?? .infinity
        // Of what grows there would be the more, the longer it ran; a second more or less is the machine's.
        #expect(last < first + 5, "\(first) s behind at first, \(last) s at last")
    }
}
