extension Session {
    /// Runs `body` between `begin` and COMMIT; rolls back when it throws, and keeps both errors.
    ///
    /// A COMMIT that was sent is waited for, cancelled or not. An error of COMMIT has `duringCommit` set: with
    /// `.connectionLost` the outcome is unknown, with `.server` (a deferred constraint) the transaction is gone.
    package func transaction<Result>(_ begin: SQL, _ body: () throws -> Result) throws -> Result {
        try execute(begin)
        let result: Result
        do {
            result = try body()
            // Last chance to be cancelled: after this the answer counts.
            guard !state.cancellation.isCancelled else { throw PostgresError(.cancelled, "cancelled before COMMIT") }
            // The server would answer COMMIT with ROLLBACK, and no error.
            guard !isFailedTransaction else {
                throw PostgresError(.unexpectedReply, "an error within the transaction went unnoticed")
            }
        } catch {
            throw rolledBack(error)
        }
        do throws(PostgresError) {
            try executeDespiteCancellation("COMMIT")
        } catch {
            var error = error
            error.duringCommit = true
            throw error
        }
        return result
    }

    private func rolledBack(_ error: any Error) -> any Error {
        abandon()
        // The error may be another session's: whether this one is lost, only it knows.
        guard !isBroken else { return error }
        do throws(PostgresError) {
            try executeDespiteCancellation("ROLLBACK")
            return error
        } catch let rollback {
            guard var original = error as? PostgresError else { return error }
            original.rollbackMessage = rollback.message
            return original
        }
    }
}
