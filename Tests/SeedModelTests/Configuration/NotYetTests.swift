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
            TableRule(name: "public.t", track: .column("updated_at"), trust: true, onConflict: .merge)
        ]
        let found = configuration(job).notYet(for: [job])
        #expect(
            found.errors == [
                "jobs.prices.to: several targets are not carried out yet; choose one with --to",
                "jobs.prices.tables[public.t].on_conflict: \"merge\" is not carried out yet; only \"source\" is",
            ])
        #expect(found.warnings.isEmpty)
        #expect(found.error?.code == .configuration)
        #expect(configuration(job).notYet(for: [plain]).errors.isEmpty)
    }

    @Test func warnsOfWhatIsTheDaemons() throws {
        var job = plain
        job.schedule = .cron(try CronExpression("0 2 * * *"))
        job.timezone = "Europe/Madrid"
        job.unattended = true
        var configuration = configuration(job)
        configuration.snapshots = SnapshotSettings(
            schedule: .every(.hours(6)), keep: Retention(last: 3), maxSize: 1000)
        let found = configuration.notYet(for: [job])
        let timer = "not carried out yet: run \"seedd sync prices --apply\" from a systemd timer"
        #expect(
            found.warnings == [
                "jobs.prices.schedule: \(timer)",
                "jobs.prices.timezone: \(timer)",
                "jobs.prices.unattended: \(timer)",
                "snapshots.schedule: not carried out yet, a snapshot is taken before each run only",
            ])
        #expect(found.errors.isEmpty)
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
