import SeedModel

/// Runs `body` and tells `events` what it failed of, before the error goes on to whoever reports it.
func tellingFailure<Result>(
    of job: String, to events: any EventSink, _ body: () async throws -> Result
) async throws -> Result {
    try await telling(events, of: { .failed(job: job, code: $0.code, message: $0.description) }, body)
}

/// The same for a run.
func tellingFailure<Result>(
    ofRunOf job: String, from source: String, to target: String, _ events: any EventSink,
    _ body: () async throws -> Result
) async throws -> Result {
    let clock = ContinuousClock()
    let start = clock.now
    return try await telling(
        events,
        of: { error in
            .ended(
                FinishedRun(
                    job: job, from: source, to: target, failure: FinishedRun.Failure(error),
                    seconds: start.duration(to: clock.now) / .seconds(1)))
        }, body)
}

private func telling<Result>(
    _ events: any EventSink, of event: (SeedError) -> Event, _ body: () async throws -> Result
) async throws -> Result {
    do {
        return try await body()
    } catch let error as SeedError {
        events.receive(event(error))
        throw error
    }
}
