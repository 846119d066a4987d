import SeedModel
import Testing

/// What the agenda makes, and tells, of attempts that fail.
struct AgendaOutageTests {
    private typealias Base = AgendaTests

    /// Lets `seconds` pass of a daemon whose attempts all fail; returns how many there were and what was told.
    private func fail(
        _ agenda: inout Agenda, from start: Int, for seconds: Int
    ) -> (attempts: Int, events: [Event]) {
        var attempts = 0
        var events: [Event] = []
        var now = start
        while now < start + seconds {
            let begun = agenda.begin(at: Base.at(now))
            events += begun.events.map { .daemon($0) }
            for attempt in begun.attempts {
                attempts += 1
                events += agenda.end(attempt, .postponed(Base.failure), Base.at(now))
            }
            now = max(now + 1, agenda.wake(after: Base.at(now)).seconds - Base.at(0).seconds)
        }
        return (attempts, events)
    }

    private func succeed(_ agenda: inout Agenda, at now: Int) -> [Event] {
        agenda.begin(at: Base.at(now)).attempts.flatMap { agenda.end($0, .carriedOut(isSuccess: true), Base.at(now)) }
    }

    @Test func attemptsComeSlowerAndSlower() {
        var agenda = Base.agenda("a")
        var waits: [Int] = []
        var (last, now) = (600, 600)
        while waits.count < 8 {
            for attempt in agenda.begin(at: Base.at(now)).attempts {
                if now > 600 { waits.append(now - last) }
                last = now
                _ = agenda.end(attempt, .postponed(Base.failure), Base.at(now))
            }
            now += 1
        }
        // The tick of 1200 comes meanwhile, and changes nothing.
        #expect(waits == [4, 8, 16, 32, 64, 128, 240, 240])
    }

    /// Jobs of a database that is away, each of which takes its time to fail, keep nobody from his turn.
    @Test func othersGoOnDuringAnOutage() {
        var agenda = Agenda(slots: 4)
        let dead = (0..<150).map { number in
            var appointment = Base.appointment("dead\(number)", minutes: 1440)
            appointment.to = "dead"
            return appointment
        }
        agenda.replace(with: dead + [Base.appointment("well", minutes: 1)], at: Base.at(0))
        var under: [(attempt: Attempt, until: Int)] = []
        var ran: [Int] = []
        for now in 0..<7200 {
            for work in under where work.until <= now {
                let isDead = work.attempt.appointment.to == "dead"
                _ = agenda.end(
                    work.attempt, isDead ? .postponed(Base.failure) : .carriedOut(isSuccess: true), Base.at(now))
            }
            under.removeAll { $0.until <= now }
            for attempt in agenda.begin(at: Base.at(now)).attempts {
                let isDead = attempt.appointment.to == "dead"
                if !isDead { ran.append(now) }
                under.append((attempt, now + (isDead ? 10 : 1)))
            }
        }
        #expect(ran.count >= 119)
        #expect(zip(ran, ran.dropFirst()).allSatisfy { $1 - $0 <= 75 })
    }

    @Test func outageIsToldOnceForAllJobs() {
        var agenda = Base.agenda(slots: 16, "a", "b", "c", "d")
        let (attempts, events) = fail(&agenda, from: 600, for: 600)
        #expect((24...40).contains(attempts))
        #expect(events.count == 1)
        guard case .daemon(.postponed(let job, "production", Base.at(600), 1, 4, Base.failure)) = events.first else {
            Issue.record("\(events)")
            return
        }
        #expect(["a", "b", "c", "d"].contains(job))
        let recovered = succeed(&agenda, at: 1500)
        #expect(recovered.count == 1)
        guard case .daemon(.recovered) = recovered.first else {
            Issue.record("\(recovered)")
            return
        }
        #expect(succeed(&agenda, at: 1501).isEmpty)
    }

    @Test func longOutageIsAFailedRunAndOverdueOnceAnHour() {
        var agenda = Base.agenda("a")
        let (_, later) = fail(&agenda, from: 600, for: 36_000)
        let hours = later.count { if case .daemon(.overdue) = $0 { true } else { false } }
        #expect((9...10).contains(hours), "\(later)")
        #expect(later.count <= 21)
        agenda = Base.agenda("a")
        let (_, events) = fail(&agenda, from: 600, for: 3000)
        let failed = events.filter { if case .ended(let run) = $0 { run.outcome == .failed } else { false } }
        let overdue = events.filter { if case .daemon(.overdue) = $0 { true } else { false } }
        #expect(failed.count == 1 && overdue.count == 1 && events.count == 3, "\(events)")
        guard case .daemon(.overdue("a", "production", Base.at(600), nil)) = overdue.first else {
            Issue.record("\(overdue)")
            return
        }
        #expect(succeed(&agenda, at: 40_000).count == 1)
        #expect(agenda.begin(at: Base.at(40_001)).attempts.isEmpty)
    }

    /// A failure that no other attempt would mend ends the tick, and with it what was said of the outage.
    @Test func whatEndsBadlyEnds() {
        var agenda = Base.agenda("a")
        _ = fail(&agenda, from: 600, for: 30)
        let attempts = agenda.begin(at: Base.at(660)).attempts
        #expect(attempts.map(\.number) == [5])
        let events = attempts.flatMap { agenda.end($0, .carriedOut(isSuccess: false), Base.at(660)) }
        // That it is over is told of a success only.
        #expect(events.isEmpty)
        #expect(agenda.begin(at: Base.at(700)).attempts.isEmpty)
    }
}
