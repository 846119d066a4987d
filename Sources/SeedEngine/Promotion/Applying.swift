import Postgres
import SeedModel

/// One run of an `Applier`, with what surrounds it: identity, retries, timing, the event at its end.
struct Applying: Sendable {
    /// Attempts of the whole transaction, where it lost against others.
    private static let attempts = 3

    let plan: Plan
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

    /// `attempt` makes one attempt, on the lane of the target's session, under the run id it is given; `reconnect` gives
    /// that lane a new session before the next one.
    func run(
        _ attempt: (Applying, String) async throws -> String, reconnect: () async -> Void
    ) async throws(SeedError) -> RunResult {
        let clock = ContinuousClock()
        let start = clock.now
        let run = Operator.newRun()
        let snapshot = try await mappingErrors(subject: "job \(plan.job)") {
            var number = 1
            while true {
                do {
                    return try await attempt(self, run)
                } catch {
                    guard Self.isWorthRetrying(error), number < Self.attempts else {
                        throw plan.namingMissingRights(error)
                    }
                    events.receive(.retrying(job: plan.job, attempt: number, reason: "\(error)"))
                    try await Task.sleep(for: .milliseconds(Int.random(in: 50...500) * number))
                    if sqlState(of: error) == CommitResolution.notCommitted { await reconnect() }
                    number += 1
                }
            }
        }
        let elapsed = start.duration(to: clock.now)
        let milliseconds = Int(elapsed / .milliseconds(1))
        let outcome = kind == .sync ? RunOutcome.applied : .rolledBack
        var finished = plan.finished(outcome, seconds: plan.seconds + elapsed / .seconds(1))
        finished.run = run
        finished.snapshot = snapshot
        finished.rolledBackTo = rolledBackTo
        finished.tick = tick
        events.receive(.ended(finished))
        return RunResult(run: run, snapshot: snapshot, counts: plan.counts, durationMs: milliseconds)
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
