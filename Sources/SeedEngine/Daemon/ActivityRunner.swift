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
            case .run(let place):
                let job = try configuration.job(named: place.job)
                return await ScheduledRun(
                    job: job, source: try configuration.environment(named: job.from),
                    target: try configuration.environment(named: place.to), snapshots: configuration.snapshots,
                    context: context, attempt: attempt
                ).carryOut()
            case .snapshot(let place): try await takeSnapshot(of: place, attempt)
            case .prune: try prune()
            }
            return .carriedOut(isSuccess: true)
        } catch {
            guard error.code != .interrupted else { return .interrupted }
            guard !RetryPolicy.isWorthwhile(error) else { return .postponed(.init(error)) }
            context.events.receive(
                .failed(
                    job: attempt.activity.target?.job ?? "", code: error.code, message: error.description,
                    hint: error.hint))
            return .carriedOut(isSuccess: false)
        }
    }

    /// Of the job's tables in the target; none is taken of what is as it was.
    private func takeSnapshot(of place: JobTarget, _ attempt: Attempt) async throws(SeedError) {
        let settings = configuration.snapshots
        let store = context.store(settings)
        if attempt.isProbe, try store.hasSnapshot(of: place, since: attempt.tick) { return }
        let request = SnapshotRequest(
            job: try configuration.job(named: place.job), target: try configuration.environment(named: place.to),
            tables: [], variables: context.variables,
            snapshotter: Snapshotter(store: store, compression: settings.compression, events: context.events),
            runner: context.runner, events: context.events)
        let taken = try await mappingErrors(subject: "job \(place.job)") { try await request.take() }
        guard let keep = settings.keep, !taken.isUnchanged else { return }
        Pruner(store, policy: keep).prune(
            afterRunOf: place.job, snapshot: taken.id.description, events: context.events)
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
    /// Whether a snapshot of the job's tables there is as new as that.
    fileprivate func hasSnapshot(of place: JobTarget, since time: UTCTime) throws(SeedError) -> Bool {
        try list().contains { entry in
            guard let manifest = entry.manifest, entry.id.time >= time.compact else { return false }
            return manifest.job == place.job && manifest.target.environment == place.to
        }
    }
}
