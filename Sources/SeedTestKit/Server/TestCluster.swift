/// A throwaway PostgreSQL cluster, started by `scripts/postgres` in this process's scratch folder and gone with it.
package struct TestCluster: Sendable {
    private static let started = Result { try TestCluster() }

    /// The one cluster of this test process, started by whoever asks first.
    package static var shared: TestCluster {
        get throws { try started.get() }
    }

    /// Holds the data, the server's log and the socket: it is the `host` to connect to.
    package let directory: String

    package var server: TestServer { TestServer(ConnectionString("host=\(directory) user=postgres dbname=postgres")) }

    private init() throws {
        directory = try "\(TestScratch.directory)/pg\(UniqueNumber.next())"
        try Self.control("start", directory)
    }

    /// A cluster of its own, beside the shared one; for tests that stop the server.
    package static func separate() throws -> TestCluster { try TestCluster() }

    /// A hot standby of this cluster, streaming from it.
    package func makeStandby() throws -> TestCluster {
        let directory = try "\(TestScratch.directory)/pg\(UniqueNumber.next())"
        try Self.control("standby", directory, self.directory)
        return TestCluster(directory: directory)
    }

    private init(directory: String) { self.directory = directory }

    /// Stops the server at once, as a crash would; `start` brings it back.
    package func stop() throws { try Self.control("stop", directory) }

    package func start() throws { try Self.control("start", directory) }

    /// Makes a standby a server of its own, with a history that begins where it was.
    package func promote() throws { _ = try server.psql("SELECT pg_promote()") }

    /// Has a stopped server give out this transaction id next, as if it had given out all before it.
    package func setNextTransaction(_ id: UInt32) throws { try Self.control("xid", directory, "\(id)") }

    private static func control(_ arguments: String...) throws {
        var command = CommandRun(["\(PackageRoot.path)/scripts/postgres"] + arguments)
        // The guard stops servers in order, after the commands that use them.
        command.isMarked = false
        let result = try command.runBlocking(within: .seconds(120))
        guard result.exitCode == 0 else { throw TestKitError("scripts/postgres \(arguments): \(result)") }
    }
}
