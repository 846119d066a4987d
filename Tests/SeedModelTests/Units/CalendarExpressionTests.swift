import SeedModel
import Testing

struct CalendarExpressionTests {
    @Test(arguments: [
        ("0 2 * * *", ["*-*-* 02:00:00"]),
        ("*/15 * * * *", ["*-*-* *:00/15:00"]),
        ("7-59/15 8-18/2 * * mon-fri", ["Mon..Fri *-*-* 08,10,12,14,16,18:07/15:00"]),
        ("* 0-23 * * 0-7", ["*-*-* *:*:00"]),
        ("5 4 * * 7", ["Sun *-*-* 04:05:00"]),
        ("5 4 * * sat,0,mon", ["Mon,Sat..Sun *-*-* 04:05:00"]),
        ("0 0 1,15-17 jan,jul *", ["*-01,07-01,15..17 00:00:00"]),
        ("0 0 */2 * *", ["*-*-01/2 00:00:00"]),
        ("0 0 */2 * mon", ["Mon *-*-01/2 00:00:00"]),
        // Either day is enough, which takes two.
        ("0 0 13 * fri", ["*-*-13 00:00:00", "Fri *-*-* 00:00:00"]),
        ("0 0 31 2 1", ["Mon *-02-* 00:00:00"]),
    ])
    func cron(text: String, expected: [String]) throws {
        #expect(try CronExpression(text).calendarExpressions == expected)
    }

    @Test(arguments: [
        (Interval.seconds(10), ["*-*-* *:*:00/10"]), (.seconds(90), ["*-*-* *:00/3:00", "*-*-* *:01/3:30"]),
        (.minutes(15), ["*-*-* *:00/15:00"]), (.hours(1), ["*-*-* *:00:00"]), (.hours(6), ["*-*-* 00/6:00:00"]),
        (.minutes(90), ["*-*-* 00/3:00:00", "*-*-* 01/3:30:00"]), (.days(1), ["*-*-* 00:00:00"]),
    ])
    func intervals(interval: Interval, expected: [String]) {
        #expect(
            Schedule.every(interval).timerLines(timezone: "Europe/Madrid") == expected.map { "OnCalendar=\($0) UTC" })
    }

    @Test(arguments: [Interval.minutes(7), .seconds(11), .days(2)])
    func whatDividesNoDayIsCountedFromBoot(interval: Interval) {
        let seconds = interval.milliseconds / 1000
        let lines = Schedule.every(interval).timerLines(timezone: "UTC").filter { !$0.hasPrefix("#") }
        #expect(lines == ["OnBootSec=\(seconds)s", "OnUnitActiveSec=\(seconds)s"])
    }
}
