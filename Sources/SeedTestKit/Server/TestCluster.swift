import Foundation

/// A throwaway PostgreSQL cluster, started by `scripts/postgres` in this process's scratch folder and gone with it.
package struct TestCluster: Sendable {
    private static let started = Result { try TestCluster(programs: given("TARGET")) }
    private static let startedForSources = Result { try TestCluster(programs: given("SOURCE")) }

    /// The one cluster of this test process, started by whoever asks first; of the server whose folder of programs
    /// `SEEDD_TEST_TARGET_POSTGRES` names.
    package static var shared: TestCluster {
        get throws { try started.get() }
    }

    /// A second one for the sources of promotions, where `SEEDD_TEST_SOURCE_POSTGRES` names another server.
    static var sources: TestCluster {
        get throws { given("SOURCE") == given("TARGET") ? try shared : try startedForSources.get() }
    }

    /// Holds the data, the server's log and the socket: it is the `host` to connect to.
    package let directory: String
    /// Folder of the server's programs; nil for those of the machine.
    private let programs: String?

    package var server: TestServer { TestServer(ConnectionString("host=\(directory) user=postgres dbname=postgres")) }

    private init(programs: String?) throws {
        self.init(directory: try "\(TestScratch.directory)/pg\(UniqueNumber.next())", programs: programs)
        try start()
    }

    /// A cluster of its own, beside the shared one; for tests that stop the server.
    package static func separate() throws -> TestCluster { try TestCluster(programs: given("TARGET")) }

    /// A hot standby of this cluster, streaming from it.
    package func makeStandby() throws -> TestCluster {
        let directory = try "\(TestScratch.directory)/pg\(UniqueNumber.next())"
        try control("standby", directory, self.directory)
        return TestCluster(directory: directory, programs: programs)
    }

    private init(directory: String, programs: String?) {
        self.directory = directory
        self.programs = programs
    }

    /// Stops the server at once, as a crash would; `start` brings it back.
    package func stop() throws { try control("stop", directory) }

    package func start() throws { try control("start", directory) }

    /// Makes a standby a server of its own, with a history that begins where it was.
    package func promote() throws { _ = try server.psql("SELECT pg_promote()") }

    /// Has a stopped server give out this transaction id next, as if it had given out all before it.
    package func setNextTransaction(_ id: UInt32) throws { try control("xid", directory, "\(id)") }

    private static func given(_ side: String) -> String? {
        let path = ProcessInfo.processInfo.environment["SEEDD_TEST_\(side)_POSTGRES"]
        return path?.isEmpty == false ? path : nil
    }

    private func control(_ arguments: String...) throws {
        var command = CommandRun(["\(PackageRoot.path)/scripts/postgres"] + arguments)
        command.environment["PG_BIN"] = programs
        // The guard stops servers in order, after the commands that use them.
        command.isMarked = false
        let result = try command.runBlocking(within: .seconds(120))
        guard result.exitCode == 0 else { throw TestKitError("scripts/postgres \(arguments): \(result)") }
    }
}
