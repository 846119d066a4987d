import SeedModel

/// Runs `body` and tells `events` what it failed of, before the error goes on to whoever reports it.
func tellingFailure<Result>(
    of job: String, to events: any EventSink, _ body: () async throws -> Result
) async throws -> Result {
    do {
        return try await body()
    } catch let error as SeedError {
        events.receive(.failed(job: job, code: error.code, message: error.description))
        throw error
    }
}
