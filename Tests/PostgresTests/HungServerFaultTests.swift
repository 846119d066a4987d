import Foundation
import SeedTestKit
import Testing

@testable import Postgres

/// A server whose processes are stopped: its own timeouts are, too.
@Suite(.database)
struct HungServerFaultTests {
    private static let endless: SQL =
        "COPY (SELECT left(generate_series(1, 1000000000) || repeat('x', 900), 900)) TO STDOUT"
    private static let lines = [UInt8](repeating: UInt8(ascii: "\n"), count: 1 << 16)

    @Test func statementsEndAfterTheirTimeout() async throws {
        let server = try PausedServer(sessions: 5)
        defer { try? server.stop() }
        async let rows = server.fail("rows") { session, pause in
            pause()
            _ = try session.rows("SELECT 1")
        }
        async let batch = server.fail("batch") { session, pause in
            pause()
            try session.execute("SELECT 1; SELECT ';'")
        }
        async let commit = server.fail("commit") { session, pause in try session.transaction("BEGIN") { pause() } }
        async let rollback = server.fail("rollback", statementTimeout: 600_000) { session, pause in
            try session.transaction("BEGIN") {
                pause()
                throw PostgresError(.unexpectedReply, "of another")
            }
        }
        async let large = server.fail("large") { session, pause in
            pause()
            try session.execute("SELECT \(String(repeating: "x", count: 1 << 22))")
        }
        try await server.pause()
        expect(try await rows, after: 15)
        expect(try await batch, after: 20)
        let ended = try await commit
        expect(ended, after: 15)
        #expect(ended.error.duringCommit)
        let undone = try await rollback
        #expect(undone.error.message == "of another")
        #expect(undone.error.rollbackMessage == "the server did not answer within 10 s")
        expect(try await large, after: 15)
        try server.cluster.resume()
        let database = server.cluster.server.database(named: "postgres")
        #expect(try withSession(database) { session in try session.rows("SELECT 1") } == [["1"]])
    }

    @Test func copiesEndInBothDirections() async throws {
        let server = try PausedServer(sessions: 4)
        defer { try? server.stop() }
        let other = try TestDatabase.current
        try other.psql("CREATE TABLE t (n text)")
        try server.cluster.server.database(named: "postgres").psql("CREATE TABLE t (n text); CREATE TABLE u (n text)")
        async let out = server.fail("out") { session, pause in try session.copyOut(Self.endless) { _ in pause() } }
        async let into = server.fail("into") { session, pause in
            try session.copyIn("COPY public.t FROM STDIN") { send in
                while true {
                    try send(Self.lines.span)
                    pause()
                }
            }
        }
        async let relayFrom = server.fail("relay from") { source, pause in
            try withSession(other) { target in
                _ = try target.copyIn("COPY public.t FROM STDIN", from: source, Self.endless) { _ in pause() }
            }
        }
        async let relayTo = server.fail("relay to") { target, pause in
            try withSession(other) { source in
                _ = try target.copyIn("COPY public.u FROM STDIN", from: source, Self.endless) { _ in pause() }
            }
        }
        try await server.pause()
        expect(try await out, after: 15)
        expect(try await into, after: 15)
        expect(try await relayFrom, after: 15)
        expect(try await relayTo, after: 15)
    }

    /// Neither the statement nor the request to cancel it is answered.
    @Test func cancelledStatementEnds() async throws {
        let server = try PausedServer(sessions: 2)
        defer { try? server.stop() }
        let running = Task {
            try await server.fail("cancelled", statementTimeout: 0) { session, pause in
                pause()
                try session.transaction("BEGIN") { _ = try session.rows("SELECT 1") }
            }
        }
        // A session whose rows are not wanted any more asks the server to stop as well.
        async let abandoned = server.fail("abandoned", statementTimeout: 0) { session, pause in
            try session.copyOut(Self.endless) { _ in
                pause()
                throw PostgresError(.unexpectedReply, "of another")
            }
        }
        try await server.pause()
        try await Task.sleep(for: .seconds(1))
        running.cancel()
        let ended = try await running.value
        #expect(ended.error.kind == .cancelled)
        #expect(ended.after > .seconds(10) && ended.after < .seconds(16), "\(ended.after)")
        let left = try await abandoned
        #expect(left.error.message == "of another")
        #expect(left.after < .seconds(15), "\(left.after)")
    }

    /// What counts is how long the server is waited for, and not how long it is not asked.
    @Test func slowReaderIsNotCutOff() throws {
        try withSession(TestDatabase.current) { session in
            try session.send("SELECT 1; SELECT repeat('x', 1000000); SELECT 2")
            session.state.answerLimit = 1000
            #expect(try session.nextRows() == [["1"]])
            Thread.sleep(forTimeInterval: 1.5)
            #expect(try session.nextRows()?.first?[0]?.utf8.count == 1_000_000)
            Thread.sleep(forTimeInterval: 1.5)
            #expect(try session.nextRows() == [["2"]])
            #expect(try session.nextRows() == nil)
            #expect(try session.rows("SELECT 3") == [["3"]])
        }
    }

    @Test func statementsOfAMessageAreCounted() {
        #expect(SQL.statementCount("SELECT 1") == 1)
        #expect(SQL.statementCount(("SELECT 1; SELECT \(";'\\;") AS \(ident: "a\";b"); SELECT 2" as SQL).inlined) == 3)
    }

    private func expect(
        _ ended: (error: PostgresError, after: Duration), after seconds: Int,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(ended.error.kind == .connectionLost, sourceLocation: sourceLocation)
        #expect(
            ended.error.message == "the server did not answer within \(seconds) s", sourceLocation: sourceLocation)
        #expect(ended.after < .seconds(seconds + 5), "\(ended.after)", sourceLocation: sourceLocation)
    }
}
