import Postgres
import SeedModel

/// One run of an `Applier`, with what surrounds it: identity, retries, timing, the event at its end.
struct Applying: Sendable {
    /// Attempts of the whole transaction, where it lost against others.
    private static let attempts = 3

    var plan: Plan
    let kind: RunRecord.Kind
    let connector: Connector
    let snapshotter: Snapshotter
    let runner: Operator
    let events: any EventSink
    var rolledBackTo: String?
    var expected: [TableName: SavedContent] = [:]
    var sourceStates: SourceStates = [:]
    /// The scheduled time the run is for.
    var tick: UTCTime?
    /// The plan was made some time ago, by another process.
    var isSaved = false
    /// The run's id, where it may not be carried out twice; else a new one.
    var run: String?
    /// Rows that are not as they were when the plan was made are left out; else they refuse the plan.
    var skipsStale = false

    /// `attempt` makes one attempt, on the lane of the target's session, under the run id it is given; `reconnect` gives
    /// that lane a new session before the next one.
    ///
    func run(
        _ attempt: (Applying, String) async throws -> String, reconnect: () async -> Void
    ) async throws(SeedError) -> RunResult {
        guard let result = try await runWhatIsNotStale(attempt, reconnect: reconnect).result else {
            throw SeedError(.invariant, "job \(plan.job)", "a run ended without having been carried out")
        }
        return result
    }

    /// The same; returns the plan as it was carried out, and no run where all of it was stale.
    func runWhatIsNotStale(
        _ attempt: (Applying, String) async throws -> String, reconnect: () async -> Void
    ) async throws(SeedError) -> (plan: Plan, result: RunResult?) {
        let clock = ContinuousClock()
        let start = clock.now
        let run = run ?? Operator.newRun()
        let (plan, snapshot) = try await mappingErrors(subject: "job \(plan.job)") { () -> (Plan, String?) in
            var number = 1
            var current = self
            while true {
                do {
                    return (current.plan, try await attempt(current, run))
                } catch let stale as StaleRows {
                    current.plan = try stale.leftOut(of: current.plan)
                    if current.plan.isEmpty { return (current.plan, nil) }
                } catch {
                    guard Self.isWorthRetrying(error), number < Self.attempts else {
                        throw current.plan.namingMissingRights(error)
                    }
                    events.receive(.retrying(job: self.plan.job, attempt: number, reason: "\(error)"))
                    try await Task.sleep(for: .milliseconds(Int.random(in: 50...500) * number))
                    if sqlState(of: error) == CommitResolution.notCommitted { await reconnect() }
                    number += 1
                }
            }
        }
        guard let snapshot else { return (plan, nil) }
        let elapsed = start.duration(to: clock.now)
        let milliseconds = Int(elapsed / .milliseconds(1))
        let outcome = kind == .sync ? RunOutcome.applied : .rolledBack
        var finished = plan.finished(outcome, seconds: plan.seconds + elapsed / .seconds(1))
        finished.run = run
        finished.snapshot = snapshot
        finished.rolledBackTo = rolledBackTo
        finished.tick = tick
        events.receive(.ended(finished))
        return (plan, RunResult(run: run, snapshot: snapshot, counts: plan.counts, durationMs: milliseconds))
    }

    /// Serialization failure, deadlock, a connection that was cut before its COMMIT: rolled back whole, and another time
    /// may be better.
    private static func isWorthRetrying(_ error: any Error) -> Bool {
        ["40001", "40P01", CommitResolution.notCommitted].contains(sqlState(of: error))
    }

    /// One attempt, on the lane.
    func apply(
        _ session: borrowing Session, _ run: String, _ approval: consuming Approval,
        wholeCopy: (TablePlan) throws -> Set<String>
    ) throws -> String {
        var context = RunContext(
            id: run, kind: kind, operatorName: runner.name, version: runner.version,
            target: try connector.manifestTarget(DatabaseIdentity.read(session)), rolledBackTo: rolledBackTo)
        context.expected = expected
        context.sourceStates = sourceStates
        context.isSaved = isSaved
        context.skipsStale = skipsStale
        // Its own cancellation: to find out what became of a COMMIT is worth a moment even after Ctrl-C.
        let applier = Applier(
            plan: plan, run: context, snapshotter: snapshotter, events: JobEvents(plan.job, events))
        do {
            return try applier.apply(
                session, approval: approval, reconnect: { try connector.connect(Cancellation()) }, wholeCopy: wholeCopy)
        } catch {
            throw plan.namingMissingSequences(error, session)
        }
    }
}
