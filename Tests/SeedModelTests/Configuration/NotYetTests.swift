import SeedModel
import Testing

struct NotYetTests {
    private let plain = Job(name: "prices", from: "staging", to: ["production"], tables: [TableRule(name: "public.t")])

    private func configuration(_ job: Job) -> Configuration { Configuration(environments: [:], jobs: [job]) }

    @Test func plainJobHasNothing() {
        #expect(configuration(plain).notYet(for: [plain]) == NotYet())
        #expect(configuration(plain).notYet(for: [plain]).error == nil)
    }

    @Test func refusesWhatWouldChangeTheRows() {
        var job = plain
        job.to = ["eu", "us"]
        job.tables = [
            TableRule(name: "public.t", track: .column("updated_at"), trust: true)
        ]
        let found = configuration(job).notYet(for: [job])
        #expect(found.errors == ["jobs.prices.to: several targets are not carried out yet; choose one with --to"])
        #expect(found.error?.code == .configuration)
        #expect(configuration(job).notYet(for: [plain]).errors.isEmpty)
    }

    @Test func refusesNothingOfTheDaemons() throws {
        var job = plain
        job.schedule = .cron(try CronExpression("0 2 * * *"))
        job.timezone = "Europe/Madrid"
        job.unattended = true
        #expect(configuration(job).notYet(for: [job]) == NotYet())
    }

    @Test func lookupNamesTheNearest() {
        #expect(
            throws: SeedError(.notFound, "job \"price\"", "no such job; did you mean \"prices\"?")
        ) { try configuration(plain).job(named: "price") }
        #expect(
            throws: SeedError(.notFound, "environment \"x\"", "no such environment; none is defined")
        ) { try configuration(plain).environment(named: "x") }
    }
}
