import Postgres
import SeedModel

extension Projection {
    /// Errors of a batch say which table was being read.
    func naming<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as PostgresError {
            throw SeedError(error, subject: "\(source.table.name)")
        }
    }
}
