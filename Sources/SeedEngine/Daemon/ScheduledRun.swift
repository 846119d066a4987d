import Postgres
import SeedModel

/// One attempt to run a job for a tick: under the tick's lease, from the plan to the record that it was carried out.
struct ScheduledRun: Sendable {
    let job: Job
    let source: Environment
    let target: Environment
    let snapshots: SnapshotSettings
    let context: DaemonContext
    let attempt: Attempt

    private var events: any EventSink { context.events }

    /// A protected target is written only for jobs that say so; for others a tick makes a plan.
    private var mayWrite: Bool { !target.isProtected || job.unattended }

    func carryOut() async -> Attempt.Result {
        guard mayWrite else { return await planOnly() }
        let lease = TickLease(
            job: job.name, environment: target.name, tick: attempt.tick, now: context.clock.now,
            operatorName: context.runner.name)
        let connector = Connector(
            environment: target, variables: context.variables, applicationName: "seedd run \(context.runner.name)",
            events: events)
        let lane = Lane("tick of \(job.name)") { cancellation in try connector.connect(cancellation) }
        do {
            let answer = try await mappingErrors(subject: "job \(job.name)") {
                try await lane.run { session in try lease.take(session) }
            }
            switch answer {
            case .recorded(let daemon): return .recorded(by: daemon)
            case .busy(let daemon): return .busy(by: daemon)
            case .granted(let isFirst):
                guard !isFirst || !attempt.isProbe else {
                    // The job is new: it was not missed, and is not run before its time.
                    try await record(nil, lease, lane)
                    return .recorded(by: context.runner.name)
                }
            }
        } catch {
            return ended(error)
        }
        tellIfLate()
        return await run(lease, lane)
    }

    private func run(_ lease: TickLease, _ lane: Lane<Session>) async -> Attempt.Result {
        let clock = ContinuousClock()
        let start = clock.now
        var finished: FinishedRun
        do throws(SeedError) {
            finished = try await promote()
        } catch {
            guard error.code != .interrupted, !RetryPolicy.isWorthwhile(error) else { return ended(error) }
            finished = FinishedRun(
                job: job.name, from: job.from, to: target.name, failure: .init(error),
                seconds: start.duration(to: clock.now) / .seconds(1), tick: attempt.tick)
            events.receive(.ended(finished))
        }
        do {
            try await record(finished, lease, lane)
        } catch {
            // Another daemon, or the next start, finds the tick begun and not ended, and runs it again: with nothing to do.
            events.receive(
                .warning(
                    subject: error.subject,
                    message: "that the job ran for \(attempt.tick) was not recorded: \(error.problem)"))
        }
        return .carriedOut(isSuccess: finished.outcome.isSuccess)
    }

    private func record(_ run: FinishedRun?, _ lease: TickLease, _ lane: Lane<Session>) async throws(SeedError) {
        let merged = run == nil ? nil : mergedTick
        do {
            try await mappingErrors(subject: "job \(job.name)") {
                try await lane.run { try lease.end(run, merged: merged, $0) }
            }
        } catch {
            guard error.code == .tryAgain else { throw error }
            // The session was idle for as long as the run took, and may have been cut.
            await lane.reset()
            try await mappingErrors(subject: "job \(job.name)") {
                try await lane.run { try lease.end(run, merged: merged, $0) }
            }
        }
    }

    /// The newest tick that came while the run was under way, which stands for it.
    private var mergedTick: UTCTime? {
        let timetable = attempt.appointment.timetable
        let passed = UTCTime(seconds: context.clock.now.seconds - timetable.delay)
        return timetable.last(atOrBefore: passed).flatMap { $0 > attempt.tick ? $0 : nil }
    }

    /// - Returns: how it ended, which was told.
    private func promote() async throws(SeedError) -> FinishedRun {
        let clock = ContinuousClock()
        let start = clock.now
        let promotion = promotion
        return try await mappingErrors(subject: "job \(job.name)") {
            let plan = try await promotion.plan()
            if let refusal = promotion.refusal(of: plan) { throw refusal }
            guard mayWrite, !plan.isEmpty else {
                if mayWrite { try await promotion.rememberReading(plan) }
                var finished = plan.finished(
                    plan.isEmpty ? .unchanged : .planned, seconds: start.duration(to: clock.now) / .seconds(1))
                finished.tick = attempt.tick
                events.receive(.ended(finished))
                if mayWrite { tellNewConflicts(of: plan) }
                return finished
            }
            let confirmation = Confirmation(
                environment: target.name, isProtected: target.isProtected, apply: true, unattended: job.unattended)
            let result = try await promotion.apply(plan, confirmation)
            plan.tellLeftOut(to: events)
            _ = context.conflicts.isNews(plan.counts.conflict, of: JobTarget(job: job.name, to: target.name))
            if let keep = snapshots.keep {
                Pruner(context.store(snapshots), policy: keep)
                    .prune(afterRunOf: job.name, snapshot: result.snapshot, events: events)
            }
            return plan.finished(.applied, seconds: plan.seconds + Double(result.durationMs) / 1000)
        }
    }

    /// Of a run that has nothing to write its own entry says so: a warning at every tick would say nothing new.
    private func tellNewConflicts(of plan: Plan) {
        let target = JobTarget(job: job.name, to: target.name)
        if context.conflicts.isNews(plan.counts.conflict, of: target) { plan.tellLeftOut(to: events) }
    }

    private var promotion: Promotion {
        var options = Planner.Options()
        options.streamsWholeTables = mayWrite
        let snapshotter = Snapshotter(
            store: context.store(snapshots), compression: snapshots.compression, events: events)
        return Promotion(
            job: job, source: source, target: target, options: options, variables: context.variables,
            snapshotter: snapshotter, runner: context.runner, events: events, tick: attempt.tick)
    }

    /// Leaves no trace in the target, so that nobody knows of ticks before this one.
    private func planOnly() async -> Attempt.Result {
        guard !attempt.isProbe else { return .carriedOut(isSuccess: true) }
        do {
            _ = try await promote()
            return .carriedOut(isSuccess: true)
        } catch {
            return ended(error)
        }
    }

    private func ended(_ error: SeedError) -> Attempt.Result {
        guard error.code != .interrupted else {
            tellFailure(error)
            return .interrupted
        }
        guard !RetryPolicy.isWorthwhile(error) else { return .postponed(.init(error)) }
        tellFailure(error)
        return .carriedOut(isSuccess: false)
    }

    private func tellFailure(_ error: SeedError) {
        events.receive(
            .ended(
                FinishedRun(
                    job: job.name, from: job.from, to: target.name, failure: .init(error), seconds: 0,
                    tick: attempt.tick)))
    }

    /// After the machine or the daemon was off; a database that was away is told otherwise.
    private func tellIfLate() {
        let late = context.clock.now.seconds - attempt.tick.seconds
        guard attempt.isProbe, attempt.number == 1, late > 0 else { return }
        events.receive(.daemon(.caughtUp(job: job.name, to: target.name, tick: attempt.tick, seconds: late)))
    }
}
