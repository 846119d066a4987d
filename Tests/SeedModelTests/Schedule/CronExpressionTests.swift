import SeedModel
import Testing

struct CronExpressionTests {
    @Test(arguments: [
        "0 2 * * *", "*/15 * * * *", "0,30 8-18/2 * * mon-fri", "0 0 1 JAN,jul *", "0 0 29 2 *", "5 4 * * 7",
        "0 0 31 2 1", "0   2\t* * *",
    ])
    func accepts(text: String) throws {
        _ = try CronExpression(text)
    }

    @Test func marksWhatIsDue() throws {
        let expression = try CronExpression("5-20/5,59 0 1 2,dec sun,7,3")
        #expect(expression.minutes == 1 << 5 | 1 << 10 | 1 << 15 | 1 << 20 | 1 << 59)
        #expect(expression.hours == 1)
        #expect(expression.daysOfMonth == 1 << 1)
        #expect(expression.months == 1 << 2 | 1 << 12)
        #expect(expression.daysOfWeek == 1 | 1 << 3)
        #expect(expression.restrictsDaysOfMonth && expression.restrictsDaysOfWeek)
        #expect(expression.text == "5-20/5,59 0 1 2,dec sun,7,3")
        #expect(try !CronExpression("0 0 */2 * *").restrictsDaysOfMonth)
    }

    @Test(arguments: [
        ("", "a cron schedule has 5 fields (minute hour day-of-month month day-of-week), this has 0"),
        ("@daily", "a cron schedule has 5 fields (minute hour day-of-month month day-of-week), this has 1"),
        ("0 0 2 * * *", "a cron schedule has 5 fields (minute hour day-of-month month day-of-week), this has 6"),
        ("60 * * * *", "minute \"60\" is not in 0-59"),
        ("* 24 * * *", "hour \"24\" is not in 0-23"),
        ("* * 0 * *", "day of month \"0\" is not in 1-31"),
        ("* * * 13 *", "month \"13\" is not in 1-12"),
        ("* * * * 8", "day of week \"8\" is not in 0-7"),
        ("* * * mon *", "month \"mon\" is not in 1-12"),
        ("-1 * * * *", "minute \"\" is not in 0-59"),
        ("+1 * * * *", "minute \"+1\" is not in 0-59"),
        ("1, * * * *", "minute \"\" is not in 0-59"),
        ("20-5 * * * *", "minute range \"20-5\" runs backwards"),
        ("*/0 * * * *", "minute step \"*/0\" must be * or a range, then / and a number above 0"),
        ("5/2 * * * *", "minute step \"5/2\" must be * or a range, then / and a number above 0"),
        ("*/9223372036854775807 * * * *", nil),
        (
            "*/99999999999999999999 * * * *",
            "minute step \"*/99999999999999999999\" must be * or a range, then / and a number above 0"
        ),
        ("0 0 31 2,4 *", "no month has such a day, so it never comes due"),
    ])
    func refuses(text: String, message: String?) {
        do {
            _ = try CronExpression(text)
            #expect(message == nil)
        } catch {
            #expect("\(error)" == message)
        }
    }
}
