import SeedTestKit
import Testing

/// One table that sessions of all kinds write to, and a mirror of it for each way of tracking.
struct StressPlace: Sendable {
    private static let schema = "(id bigint PRIMARY KEY, value text, updated_at timestamptz NOT NULL);"

    let place: Workplace
    let tracked: [TrackedBy]
    let variables: [String: String]

    init(_ tracked: [TrackedBy] = TrackedBy.allCases, variables: [String: String] = [:]) async throws {
        place = try Workplace(empty: TestEnvironments.current)
        self.tracked = tracked
        self.variables = variables
        try place.environments.source.psql(
            """
            CREATE TABLE setting \(Self.schema)
            INSERT INTO setting SELECT n, '', now() - interval '1 hour' FROM generate_series(0, \(StressScript.rows)) n;
            \(TrackedPlace.stamping)
            """)
        for tracking in tracked { try place.environments.target.psql("CREATE TABLE \(tracking) \(Self.schema)") }
        try place.configure(jobs: tracked.map(Self.job).joined(separator: "\n"))
        try place.configureSnapshots("{keep: {last: 2}}")
        for tracking in tracked { try await sync(tracking) }
    }

    private static func job(_ tracking: TrackedBy) -> String {
        """
        \(tracking):
          from: staging
          to: production
          guards: {max_changed: 100%, max_deletes: 100%}
          tables: [{name: public.setting, rename: public.\(tracking), mode: mirror, \(tracking.settings)}]
        """
    }

    /// Has all writers write, and all jobs read, for so long.
    func run(seconds: Double, seed: UInt64) async throws {
        let writers = try StressWriter.allCases.map { kind in
            try place.environments.source.start(StressScript(kind, lasting: seconds, seed: seed).text)
        }
        try await withThrowingTaskGroup(of: Int.self) { group in
            for tracking in tracked {
                group.addTask { try await keepSyncing(tracking, while: writers) }
            }
            for try await count in group { print("stress: seed \(seed), a mirror was synced \(count) times") }
        }
        for writer in writers {
            let result = try await writer.finish(within: .seconds(60))
            #expect(result.exitCode == 0, "\(result)")
        }
    }

    private func keepSyncing(_ tracking: TrackedBy, while writers: [RunningCommand]) async throws -> Int {
        var count = 0
        let clock = ContinuousClock()
        while writers.contains(where: \.isRunning) {
            let start = clock.now
            let outcome = try await place.program(["sync", "\(tracking)", "--apply"], variables: variables)
            #expect(outcome.code == 0 || outcome.code == 75, "\(outcome)")
            count += 1
            try await clock.sleep(until: start + .milliseconds(100))
        }
        return count
    }

    /// One more run, with nobody writing.
    func sync(_ tracking: TrackedBy) async throws {
        let outcome = try await place.program(["sync", "\(tracking)", "--apply"], variables: variables)
        #expect(outcome.code == 0, "\(outcome)")
    }

    /// Rows that are not the same on both sides.
    func lost(_ tracking: TrackedBy) throws -> Set<Substring> {
        let theirs = try place.environments.source.psql("TABLE setting").split(separator: "\n")
        let ours = try place.environments.target.psql("TABLE \(tracking)").split(separator: "\n")
        return Set(theirs).symmetricDifference(ours)
    }
}
