import SeedModel

/// Carries out what is on the agenda, by one configuration.
struct ActivityRunner: Sendable {
    let configuration: Configuration
    let context: DaemonContext

    init(_ configuration: Configuration, _ context: DaemonContext) {
        self.configuration = configuration
        self.context = context
    }

    func carryOut(_ attempt: Attempt) async -> Attempt.Result {
        do throws(SeedError) {
            switch attempt.activity {
            case .run(let name):
                let job = try configuration.job(named: name)
                return await ScheduledRun(
                    job: job, source: try configuration.environment(named: job.from),
                    target: try configuration.environment(named: job.to[0]), snapshots: configuration.snapshots,
                    context: context, attempt: attempt
                ).carryOut()
            case .snapshot(let name): try await takeSnapshots(of: try configuration.job(named: name), attempt)
            case .prune: try prune()
            }
            return .carriedOut(isSuccess: true)
        } catch {
            guard error.code != .interrupted else { return .interrupted }
            guard !RetryPolicy.isWorthwhile(error) else { return .postponed(.init(error)) }
            context.events.receive(
                .failed(job: attempt.activity.job ?? "", code: error.code, message: error.description, hint: error.hint)
            )
            return .carriedOut(isSuccess: false)
        }
    }

    /// Of the job's tables in each of its targets; none is taken of what is as it was.
    private func takeSnapshots(of job: Job, _ attempt: Attempt) async throws(SeedError) {
        let settings = configuration.snapshots
        let store = context.store(settings)
        if attempt.isProbe, try store.hasSnapshot(ofJob: job.name, since: attempt.tick) { return }
        for target in job.to {
            let request = SnapshotRequest(
                job: job, target: try configuration.environment(named: target), tables: [],
                variables: context.variables,
                snapshotter: Snapshotter(store: store, compression: settings.compression, events: context.events),
                runner: context.runner, events: context.events)
            let taken = try await mappingErrors(subject: "job \(job.name)") { try await request.take() }
            guard let keep = settings.keep, !taken.isUnchanged else { continue }
            Pruner(store, policy: keep).prune(
                afterRunOf: job.name, snapshot: taken.id.description, events: context.events)
        }
    }

    private func prune() throws(SeedError) {
        guard let keep = configuration.snapshots.keep else { return }
        let pruning = try Pruner(context.store(configuration.snapshots), policy: keep).prune()
        if !pruning.removed.isEmpty {
            context.events.receive(
                .snapshotsPruned(job: nil, count: pruning.removed.count, freedBytes: pruning.freedBytes))
        }
        if let failure = pruning.failure { throw failure }
    }
}

extension SnapshotStore {
    /// Whether a snapshot of the job is as new as that.
    fileprivate func hasSnapshot(ofJob job: String, since time: UTCTime) throws(SeedError) -> Bool {
        try list().contains { $0.manifest?.job == job && $0.id.time >= time.compact }
    }
}
