extension TestDatabase {
    /// Starts a psql session in the background, which ends with the script or at its first error.
    package func start(_ script: String) throws -> RunningCommand {
        try CommandRun(["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", connectionString], input: .text(script)).start()
    }
}
