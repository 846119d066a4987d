import Postgres
package import SeedModel

/// Runs `body` and says whatever failed as a `SeedError`.
package func mappingErrors<Result>(
    subject: String, _ body: () async throws -> Result
) async throws(SeedError) -> Result {
    do {
        return try await body()
    } catch let error as SeedError {
        throw error
    } catch let error as PostgresError {
        throw SeedError(error, subject: subject)
    } catch is CancellationError {
        throw SeedError(.interrupted, subject, SeedError.interrupted)
    } catch {
        throw SeedError(.unexpected, subject, "\(error)")
    }
}
