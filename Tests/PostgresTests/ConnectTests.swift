import Foundation
import Postgres
import SeedTestKit
import Testing

struct ConnectTests {
    @Test(arguments: [
        "postgresql://user:mArKeR@", "postgresql://user:mArKeR@host:port:more/db", "host=x password='mArKeR",
        "postgres://u:mAr%KeR@h/d", "password=mArKeR nonsense", "host=x mArKeR=1", "mArKeR",
    ])
    func `a malformed connection string is refused and not repeated`(text: String) throws {
        let error = try? postgresError {
            let parameters = try ConnectionParameters(text)
            #expect(parameters.values.isEmpty == false)
        }
        guard let error else { return }
        #expect(error.kind == .invalidConnectionString)
        #expect(!error.debugDescription.contains("mAr"))
    }

    @Test(.database) func `an unknown database has its SQLSTATE`() throws {
        let error = try postgresError {
            try withSession(try TestServer.shared.database(named: "no_such_db").connectionString) { _ in }
        }
        #expect(error.kind == .connectFailed)
        #expect(error.sqlState == "3D000")
    }

    @Test func `a server that is not there is named`() throws {
        let folder = try TestScratch.makeDirectory()
        let error = try postgresError { try withSession("host=\(folder) user=u password=mArKeR") { _ in } }
        #expect(error.kind == .connectFailed)
        #expect(error.message.contains(folder))
        #expect(!error.debugDescription.contains("mArKeR"))
    }

    @Test func `a host that never answers is given up after connect_timeout`() throws {
        let hole = try BlackHole()
        let clock = ContinuousClock()
        let start = clock.now
        let error = try postgresError {
            try withSession("host=127.0.0.1 port=\(hole.port) user=u dbname=d connect_timeout=2") { _ in }
        }
        #expect(error.kind == .connectFailed)
        #expect(clock.now - start > .milliseconds(1900) && clock.now - start < .seconds(20))
    }

    @Test func `a host that never answers does not hold up a cancellation`() async throws {
        let hole = try BlackHole()
        let text = "host=127.0.0.1 port=\(hole.port) user=u dbname=d connect_timeout=30"
        let lane = Lane<Session>("hole") { cancellation in
            try Session.connect(
                ConnectionParameters(text), name: "test", settings: SessionSettings(), cancellation: cancellation)
        }
        let task = Task { try await lane.run { session in _ = try session.rows("SELECT 1") } }
        try await Task.sleep(for: .milliseconds(300))
        let clock = ContinuousClock()
        let start = clock.now
        task.cancel()
        let error = await #expect(throws: PostgresError.self) { try await task.value }
        #expect(error?.kind == .cancelled)
        #expect(clock.now - start < .seconds(10))
    }

    @Test(.database) func `sslmode=require is not answered with a plain connection`() throws {
        let database = try TestDatabase.current
        let proxy = try FaultProxy(to: TestCluster.shared.directory, listening: .tcp)
        let text = "host=127.0.0.1 port=\(proxy.port) user=postgres dbname=\(database.name)"
        #expect(try withSession(text) { session in try session.rows("SELECT 1") } == [["1"]])
        let error = try postgresError { try withSession(text + " sslmode=require") { _ in } }
        #expect(error.kind == .connectFailed)
        #expect(error.message.contains("SSL"))
    }
}
