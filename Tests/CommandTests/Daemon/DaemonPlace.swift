import Foundation
import SeedTestKit

/// Daemons as users start them, for which a minute passes in a second, and the target that remembers what they did.
struct DaemonPlace {
    let place: Workplace
    /// Handed to every daemon, so that they agree on the time.
    let clock: String

    /// `schedule` of the one job, which promotes `Workplace.flags`.
    init(
        _ schedule: String = "every 1m", speed: Int = 60, job: String = "", guards: String = open,
        production: String = ""
    ) throws {
        place = try Workplace(jobs: Self.job("flags", schedule, job, guards: guards), production: production)
        clock = "\(Date().timeIntervalSince1970),\(speed)"
    }

    init(_ place: Workplace, speed: Int) {
        self.place = place
        clock = "\(Date().timeIntervalSince1970),\(speed)"
    }

    /// Any jobs, over a table of flags that both databases get.
    init(_ environments: TestEnvironments, jobs: [String], speed: Int) throws {
        place = try Workplace(empty: environments)
        try environments.psql(Workplace.flags + "INSERT INTO flags VALUES ('a', true, 'new'), ('b', false, NULL)")
        try place.configure(jobs: jobs.joined(separator: "\n"))
        clock = "\(Date().timeIntervalSince1970),\(speed)"
    }

    static let open = "{max_changed: 100%, max_deletes: 100%}"

    static func job(
        _ name: String, _ schedule: String, _ more: String = "", guards: String = open
    ) -> String {
        """
        \(name):
          from: staging
          to: production
          schedule: "\(schedule)"
          guards: \(guards)
          tables: [{name: public.flags, mode: mirror}]
        \(more)
        """
    }

    var target: TestDatabase { place.environments.target }
    var source: TestDatabase { place.environments.source }

    /// Lines of the configuration's top level.
    func add(_ text: String) throws {
        let file = "\(place.directory)/seedd.yaml"
        try place.write(try String(contentsOfFile: file, encoding: .utf8) + "\n\(text)\n", to: "seedd.yaml")
    }

    func start(variables: [String: String] = [:]) throws -> RunningCommand {
        try CommandRun(
            [try CommandRun.seeddPath, "run", "-v"], environment: variables.merging(["SEEDD_TEST_CLOCK": clock]) { $1 },
            directory: place.directory
        ).start()
    }

    /// Waits until `sql` gives `expected` in the target, or throws.
    func wait(
        for expected: String, _ sql: String, within limit: Duration = .seconds(60), _ daemons: RunningCommand...
    ) async throws {
        let deadline = ContinuousClock.now + limit
        var found = ""
        while ContinuousClock.now < deadline {
            found = (try? target.psql(sql)) ?? ""
            if found == expected { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw TestKitError(
            "\(sql): \(found), not \(expected)\n" + daemons.map(\.standardError).joined(separator: "\n---\n"))
    }

    /// Ticks of a job with how they ended, the oldest first.
    func ticks(_ job: String = "flags") throws -> [String] {
        try target.psql("SELECT coalesce(outcome, 'begun') FROM seedd.tick WHERE job = '\(job)' ORDER BY tick")
            .split(separator: "\n").map(String.init)
    }

    /// Every write to the target's table takes so long from now on.
    func slowDown(seconds: Double) throws {
        try target.psql(
            """
            CREATE OR REPLACE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS
                'BEGIN PERFORM pg_sleep(\(seconds)); RETURN NULL; END';
            CREATE OR REPLACE TRIGGER slow AFTER INSERT ON flags FOR EACH STATEMENT EXECUTE FUNCTION slow();
            """)
    }
}
