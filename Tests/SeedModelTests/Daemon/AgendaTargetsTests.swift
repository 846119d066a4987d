import SeedModel
import Testing

/// A job with several targets on the agenda: each is an activity of its own.
struct AgendaTargetsTests {
    private static func appointment(_ to: String) -> Appointment {
        Appointment(
            .run(JobTarget(job: "a", to: to)), Timetable(.every(.minutes(10)), in: .utc), from: "staging", to: to)
    }

    private static func agenda() -> Agenda {
        var agenda = Agenda(slots: 4)
        agenda.replace(with: [appointment("eu"), appointment("us")], at: AgendaTests.at(1))
        for attempt in agenda.begin(at: AgendaTests.at(1)).attempts {
            _ = agenda.end(attempt, .recorded(by: "me"), AgendaTests.at(1))
        }
        return agenda
    }

    @Test func theyAreRunBesideEachOther() {
        var agenda = Self.agenda()
        #expect(agenda.begin(at: AgendaTests.at(600)).attempts.map(\.appointment.to) == ["eu", "us"])
        #expect(
            agenda.status(at: AgendaTests.at(600), isStopping: false).hasPrefix("running a to eu, a to us, 1 job, next")
        )
    }

    @Test func oneThatFailsIsTriedAgainByItself() throws {
        var agenda = Self.agenda()
        let attempts = agenda.begin(at: AgendaTests.at(600)).attempts
        _ = agenda.end(attempts[0], .carriedOut(isSuccess: true), AgendaTests.at(601))
        let events = agenda.end(attempts[1], .postponed(AgendaTests.failure), AgendaTests.at(601))
        guard case .daemon(.postponed(job: "a", to: "us", _, attempt: 1, _, _)) = try #require(events.first) else {
            Issue.record("\(events)")
            return
        }
        #expect(agenda.begin(at: AgendaTests.at(610)).attempts.map(\.appointment.to) == ["us"])
        #expect(agenda.begin(at: AgendaTests.at(1200)).attempts.map(\.appointment.to) == ["eu"])
    }
}
