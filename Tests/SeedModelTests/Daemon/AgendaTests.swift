import SeedModel
import Testing

struct AgendaTests {
    /// 2026-11-20T00:00:00Z and seconds after it.
    static func at(_ seconds: Int) -> UTCTime { UTCTime(seconds: 1_795_132_800 + seconds) }

    static let failure = FinishedRun.Failure(SeedError(.unavailable, "production", "can't be reached"))

    /// Jobs that run every ten minutes; with what was before the daemon looked at and found recorded.
    static func agenda(slots: Int = 4, _ jobs: String..., delay: Int = 0) -> Agenda {
        var agenda = Agenda(slots: slots)
        agenda.replace(with: jobs.map { appointment($0, delay: delay) }, at: at(1))
        for attempt in agenda.begin(at: at(delay + 1)).attempts {
            _ = agenda.end(attempt, .recorded(by: "me"), at(delay + 1))
        }
        return agenda
    }

    static func appointment(_ job: String, minutes: Int = 10, delay: Int = 0) -> Appointment {
        Appointment(
            .run(job: job), Timetable(.every(.minutes(minutes)), in: .utc, delay: delay), from: "staging",
            to: "production")
    }

    @Test func nothingIsDoneBeforeItsTime() {
        var agenda = Self.agenda("a")
        #expect(agenda.begin(at: Self.at(599)).attempts.isEmpty)
        #expect(agenda.wake(after: Self.at(599)) == Self.at(600))
        #expect(agenda.begin(at: Self.at(600)).attempts == [Attempt(Self.appointment("a"), tick: Self.at(600))])
    }

    @Test func delayMovesTheRunAndNotTheTick() {
        var agenda = Self.agenda("a", delay: 90)
        #expect(agenda.begin(at: Self.at(689)).attempts.isEmpty)
        #expect(agenda.wake(after: Self.at(689)) == Self.at(690))
        #expect(agenda.begin(at: Self.at(690)).attempts.map(\.tick) == [Self.at(600)])
    }

    @Test func whatPassedBeforeTheStartIsLookedAtOnce() {
        var agenda = Agenda(slots: 1)
        agenda.replace(with: [Self.appointment("a")], at: Self.at(3000 + 7))
        let probe = Attempt(Self.appointment("a"), tick: Self.at(3000), isProbe: true)
        #expect(agenda.begin(at: Self.at(3007)).attempts == [probe])
        #expect(agenda.end(probe, .carriedOut(isSuccess: true), Self.at(3010)).isEmpty)
        #expect(agenda.begin(at: Self.at(3011)).attempts.isEmpty)
        #expect(agenda.wake(after: Self.at(3011)) == Self.at(3600))
    }

    @Test func ticksThatPassedWhileItSleptAreOneRun() {
        var agenda = Self.agenda("a")
        #expect(agenda.begin(at: Self.at(36_005)).attempts.map(\.tick) == [Self.at(36_000)])
    }

    @Test func noMoreThanItsSlotsAndTheOldestFirst() {
        var agenda = Self.agenda(slots: 2, "a", "b", "c")
        let first = agenda.begin(at: Self.at(600)).attempts
        #expect(first.map(\.activity) == [.run(job: "a"), .run(job: "b")])
        #expect(agenda.begin(at: Self.at(1300)).attempts.isEmpty)
        _ = agenda.end(first[0], .carriedOut(isSuccess: true), Self.at(1301))
        // c waits since 600 for its turn; a's next has come meanwhile and was merged.
        #expect(agenda.begin(at: Self.at(1302)).attempts.map(\.activity) == [.run(job: "c")])
    }

    @Test func jobIsNotRunTwiceAtOnce() {
        var agenda = Self.agenda("a")
        let attempt = agenda.begin(at: Self.at(600)).attempts[0]
        #expect(agenda.begin(at: Self.at(1250)).attempts.isEmpty)
        let events = agenda.end(attempt, .carriedOut(isSuccess: true), Self.at(1260))
        #expect(events == [.daemon(.merged(job: "a", to: "production", tick: Self.at(1200)))])
        #expect(agenda.begin(at: Self.at(1261)).attempts.isEmpty)
        #expect(agenda.begin(at: Self.at(1800)).attempts.map(\.tick) == [Self.at(1800)])
    }

    @Test func snapshotOfAJobWaitsForItsRun() {
        var agenda = Agenda(slots: 4)
        let every = Timetable(.every(.minutes(10)), in: .utc)
        agenda.replace(
            with: [Self.appointment("a"), Appointment(.snapshot(job: "a"), every), Appointment(.prune, every)],
            at: Self.at(0))
        let begun = agenda.begin(at: Self.at(0)).attempts
        #expect(Set(begun.map(\.activity)) == [.run(job: "a"), .prune])
        for attempt in begun { _ = agenda.end(attempt, .carriedOut(isSuccess: true), Self.at(2)) }
        #expect(agenda.begin(at: Self.at(2)).attempts.map(\.activity) == [.snapshot(job: "a")])
    }

    /// The other daemon did the tick before; the one that came while this one asked is still to be done.
    @Test func tickThatCameWhileAskingIsNotMerged() {
        var agenda = Self.agenda("a")
        let attempt = agenda.begin(at: Self.at(600)).attempts[0]
        _ = agenda.begin(at: Self.at(1200))
        let events = agenda.end(attempt, .recorded(by: "other"), Self.at(1201))
        #expect(events == [.daemon(.takenElsewhere(job: "a", to: "production", tick: Self.at(600), by: "other"))])
        #expect(agenda.begin(at: Self.at(1201)).attempts.map(\.tick) == [Self.at(1200)])
    }

    @Test func jobThatIsBusyElsewhereIsLookedAtAgain() {
        var agenda = Self.agenda("a")
        let attempt = agenda.begin(at: Self.at(600)).attempts[0]
        #expect(agenda.end(attempt, .busy(by: "other"), Self.at(601)).isEmpty)
        #expect(agenda.begin(at: Self.at(610)).attempts.isEmpty)
        #expect(agenda.begin(at: Self.at(616)).attempts.map(\.tick) == [Self.at(600)])
    }

    @Test func clockThatWasSetBackKeepsNobodyWaiting() {
        var agenda = Self.agenda("a")
        let year = 366 * 86_400
        let attempt = agenda.begin(at: Self.at(year)).attempts[0]
        _ = agenda.end(attempt, .carriedOut(isSuccess: true), Self.at(year))
        #expect(agenda.begin(at: Self.at(700)).attempts.isEmpty)
        #expect(agenda.begin(at: Self.at(1200)).attempts.map(\.tick) == [Self.at(1200)])
    }

    @Test func reloadKeepsWhatIsScheduledAlike() {
        var agenda = Self.agenda("a", "b")
        let begun = agenda.begin(at: Self.at(600)).attempts
        agenda.replace(
            with: [Self.appointment("a"), Self.appointment("b", minutes: 7), Self.appointment("c")], at: Self.at(610))
        #expect(agenda.running.count == 2)
        // What is new or scheduled otherwise may have been missed; b's last run has to end before that is looked at.
        #expect(agenda.begin(at: Self.at(610)).attempts.map(\.activity) == [.run(job: "c")])
        for attempt in begun { _ = agenda.end(attempt, .carriedOut(isSuccess: true), Self.at(611)) }
        let probes = agenda.begin(at: Self.at(611)).attempts
        #expect(probes.map(\.appointment) == [Self.appointment("b", minutes: 7)])
        #expect(probes.allSatisfy { $0.isProbe && $0.tick <= Self.at(610) })
    }

    @Test func jobThatWasTakenOutAndPutBackDuringItsRunGoesOn() {
        var agenda = Self.agenda("a", "b")
        let begun = agenda.begin(at: Self.at(600)).attempts
        agenda.replace(with: [Self.appointment("b")], at: Self.at(610))
        #expect(agenda.running.count == 2)
        agenda.replace(with: [Self.appointment("a"), Self.appointment("b")], at: Self.at(620))
        for attempt in begun { _ = agenda.end(attempt, .carriedOut(isSuccess: true), Self.at(630)) }
        for probe in agenda.begin(at: Self.at(631)).attempts {
            _ = agenda.end(probe, .recorded(by: "me"), Self.at(631))
        }
        #expect(agenda.begin(at: Self.at(1200)).attempts.map(\.tick) == [Self.at(1200), Self.at(1200)])
    }

    @Test func tickOfANewTargetIsNotTheOldOnes() {
        var agenda = Self.agenda("a")
        let old = agenda.begin(at: Self.at(600)).attempts[0]
        var moved = Self.appointment("a")
        moved.to = "elsewhere"
        agenda.replace(with: [moved], at: Self.at(610))
        _ = agenda.begin(at: Self.at(1200))
        #expect(agenda.end(old, .carriedOut(isSuccess: true), Self.at(1210)).isEmpty)
        #expect(agenda.begin(at: Self.at(1211)).attempts == [Attempt(moved, tick: Self.at(1200))])
    }

    /// The tick has come, its time has not.
    @Test func startDuringTheDelayMissesNothing() {
        var agenda = Agenda(slots: 1)
        agenda.replace(with: [Self.appointment("a", delay: 90)], at: Self.at(630))
        for probe in agenda.begin(at: Self.at(630)).attempts {
            #expect(probe.isProbe && probe.tick == Self.at(0))
            _ = agenda.end(probe, .recorded(by: "me"), Self.at(631))
        }
        let attempts = agenda.begin(at: Self.at(690)).attempts
        #expect(attempts == [Attempt(Self.appointment("a", delay: 90), tick: Self.at(600))])
    }
}

extension Agenda {
    /// With waits that are not random but the shortest.
    mutating func end(_ attempt: Attempt, _ result: Attempt.Result, _ now: UTCTime) -> [Event] {
        var generator = Highest()
        return end(attempt, result, at: now, using: &generator)
    }

    private struct Highest: RandomNumberGenerator {
        mutating func next() -> UInt64 { .max }
    }
}
