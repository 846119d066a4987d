import Postgres
import SeedModel

/// The server's code of a failure, whether or not it has been put in a person's words yet.
func sqlState(of error: any Error) -> String {
    (error as? SeedError)?.sqlState ?? (error as? PostgresError)?.sqlState ?? ""
}
