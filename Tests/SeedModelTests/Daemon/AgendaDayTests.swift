import SeedModel
import Testing

/// Days of two hundred jobs and two daemons, without a clock or a database.
struct AgendaDayTests {
    /// What a target knows: who has a job, and which ticks are recorded.
    private struct Target {
        var recorded: [String: [UTCTime]] = [:]
        var held: Set<String> = []

        /// nil: the attempt is to be carried out.
        mutating func answer(to attempt: Attempt) -> Attempt.Result? {
            let job = attempt.activity.target?.job ?? ""
            if held.contains(job) { return .busy(by: "other") }
            if recorded[job, default: []].contains(where: { $0 >= attempt.tick }) { return .recorded(by: "other") }
            if attempt.isProbe, recorded[job] == nil {
                recorded[job] = [attempt.tick]
                return .recorded(by: "me")
            }
            held.insert(job)
            return nil
        }
    }

    private struct Running {
        var attempt: Attempt
        var daemon: Int
        var until: Int
    }

    private static let schedules: [Schedule] = [
        .every(.minutes(15)), .every(.hours(1)), .every(.seconds(90)), cron("0 2 * * *"), cron("*/20 8-18 * * 1-5"),
    ]

    private static func cron(_ text: String) -> Schedule {
        guard let expression = try? CronExpression(text) else { fatalError(text) }
        return .cron(expression)
    }

    @Test func noTickIsMissedOrDoneTwice() {
        let appointments = (0..<200).map { number in
            Appointment(
                .run(job: "job\(number)"),
                Timetable(Self.schedules[number % Self.schedules.count], in: .utc, delay: number % 30), to: "production"
            )
        }
        var daemons = [Agenda(slots: 8), Agenda(slots: 8)]
        for index in daemons.indices { daemons[index].replace(with: appointments, at: AgendaTests.at(0)) }
        var target = Target()
        var running: [Running] = []
        let day = 86_400 + 600
        var now = 0
        while now < day {
            let time = AgendaTests.at(now)
            for work in running where work.until <= now {
                let job = work.attempt.activity.target?.job ?? ""
                target.held.remove(job)
                target.recorded[job, default: []].append(work.attempt.tick)
                _ = daemons[work.daemon].end(work.attempt, .carriedOut(isSuccess: true), time)
            }
            running.removeAll { $0.until <= now }
            for index in daemons.indices {
                while true {
                    let begun = daemons[index].begin(at: time).attempts
                    guard !begun.isEmpty else { break }
                    for attempt in begun {
                        if let result = target.answer(to: attempt) {
                            _ = daemons[index].end(attempt, result, time)
                        } else {
                            running.append(Running(attempt: attempt, daemon: index, until: now + 3))
                        }
                    }
                }
            }
            let wakes = daemons.map { $0.wake(after: time).seconds - AgendaTests.at(0).seconds } + running.map(\.until)
            now = max(now + 1, wakes.min() ?? day)
        }
        for appointment in appointments {
            let timetable = appointment.timetable
            var expected: [UTCTime] = []
            var tick = timetable.last(atOrBefore: AgendaTests.at(-timetable.delay)) ?? AgendaTests.at(0)
            while tick.seconds + timetable.delay + 60 < AgendaTests.at(day).seconds {
                expected.append(tick)
                tick = timetable.next(after: tick)
            }
            let done = target.recorded[appointment.activity.target?.job ?? ""] ?? []
            let isExact = Array(done.prefix(expected.count)) == expected && Set(done).count == done.count
            #expect(isExact, "\(appointment.activity): \(done.count) of \(expected.count)")
        }
    }
}
