import Postgres
package import SeedModel

/// Everything that can be known before a run: what is missing or surprising in the databases and the snapshot store.
///
/// Reads catalogs only, never rows. What is in the way of one environment or job is a finding, and the others go on.
package struct Checker: Sendable {
    let configuration: Configuration
    let store: SnapshotStore
    let variables: [String: String]
    let runner: Operator
    let events: any EventSink

    package init(
        configuration: Configuration, store: SnapshotStore, variables: [String: String], runner: Operator,
        events: any EventSink
    ) {
        self.configuration = configuration
        self.store = store
        self.variables = variables
        self.runner = runner
        self.events = events
    }

    /// - Throws: `interrupted`, and `notFound` for an environment that is not configured.
    package func findings(for jobs: [Job]) async throws(SeedError) -> [Finding] {
        var findings = storeFindings

        var reachable: Set<String> = []
        let targets = Set(jobs.flatMap(\.to))
        for name in names(of: jobs) {
            let environment = try configuration.environment(named: name)
            let found = try await check(environment, isTarget: targets.contains(name))
            if !found.contains(where: \.standsInTheWay) { reachable.insert(name) }
            findings += found
        }
        for job in jobs {
            for target in job.to where reachable.contains(job.from) && reachable.contains(target) {
                findings += try await check(job, to: target)
            }
        }
        return findings
    }

    /// Each environment once, in the order in which jobs name them.
    private func names(of jobs: [Job]) -> [String] {
        var seen: Set<String> = []
        return jobs.flatMap { [$0.from] + $0.to }.filter { seen.insert($0).inserted }
    }

    private var storeFindings: [Finding] {
        do throws(SeedError) {
            try store.prepare()
            return []
        } catch {
            return [Finding(.snapshotDirectory, .error, error.subject, error.problem, remedy: error.hint)]
        }
    }

    private func check(_ environment: Environment, isTarget: Bool) async throws(SeedError) -> [Finding] {
        let connector = connector(environment)
        let lane = Lane<Session>("check \(environment.name)") { try connector.open($0) }
        let check = EnvironmentCheck(name: environment.name, isTarget: isTarget)
        return try await collecting(environment.name) {
            try await lane.run { session in try check.findings(session) }
        }
    }

    private func check(_ job: Job, to target: String) async throws(SeedError) -> [Finding] {
        let from = connector(try configuration.environment(named: job.from))
        let to = connector(try configuration.environment(named: target))
        let lane = Lane<SessionPair>("check \(job.name)") { cancellation in
            SessionPair(source: try from.connect(cancellation), target: try to.connect(cancellation))
        }
        let check = JobCheck(job: job, to: target)
        return try await collecting("job \(job.name)") { try await lane.run { pair in try check.findings(pair) } }
    }

    private func connector(_ environment: Environment) -> Connector {
        Connector(
            environment: environment, variables: variables, applicationName: "seedd check \(runner.name)",
            events: events)
    }

    /// What fails is a finding; only an interruption ends the check.
    private func collecting(
        _ subject: String, _ body: () async throws -> [Finding]
    ) async throws(SeedError) -> [Finding] {
        do throws(SeedError) {
            return try await mappingErrors(subject: subject, body)
        } catch {
            guard error.code != .interrupted else { throw error }
            return [Finding(.connection, .error, subject, error.problem, remedy: error.hint)]
        }
    }
}

extension Finding {
    /// Nothing more can be found out of an environment that has this.
    fileprivate var standsInTheWay: Bool { code == .connection || code == .serverVersion }
}
