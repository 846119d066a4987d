import Dispatch
import SeedTestKit
import Testing

@testable import Postgres

@Suite(.database)
struct CancellationTests {
    @Test func `a statement that sleeps ends when its task is cancelled, and the next lane works`() async throws {
        let database = try TestDatabase.current
        let sleeping = lane("sleeping", database)
        _ = try await sleeping.run { session in try session.rows("SELECT 1") }
        let task = Task {
            try await sleeping.run { session in _ = try session.rows("SELECT pg_catalog.pg_sleep(30)") }
        }
        try await database.waitForStatement("%pg_sleep(30)%")
        let clock = ContinuousClock()
        let start = clock.now
        task.cancel()
        let error = await #expect(throws: PostgresError.self) { try await task.value }
        #expect(error?.kind == .cancelled)
        // Some 5 ms on a quiet machine; threads of the pool are blocked by other tests here.
        #expect(clock.now - start < .seconds(20))
        let next = try await lane("next", database).run { session in try session.rows("SELECT 2") }
        #expect(next == [["2"]])
    }

    @Test func `after a cancellation statements are refused, those that tidy up are not`() throws {
        let cancellation = Cancellation()
        let database = try TestDatabase.current
        let (error, isOpen) = try withSession(database, cancellation: cancellation) { session in
            let error = try postgresError {
                try session.transaction("BEGIN") {
                    cancellation.cancel()
                    try session.execute("SELECT 1")
                }
            }
            return (error, try isInTransaction(session, database))
        }
        #expect(error.kind == .cancelled)
        #expect(!isOpen)
    }

    @Test func `a cancellation before COMMIT rolls back, one during COMMIT waits for it`() throws {
        let database = try TestDatabase.current
        try database.psql(
            """
            CREATE TABLE t (n int);
            CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS
                $$BEGIN PERFORM pg_sleep(0.4); RETURN NULL; END$$;
            CREATE CONSTRAINT TRIGGER wait AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION public.wait();
            """)
        let before = Cancellation()
        let error = try withSession(database, cancellation: before) { session in
            try postgresError {
                try session.transaction("BEGIN") {
                    try session.execute("INSERT INTO public.t VALUES (1)")
                    before.cancel()
                }
            }
        }
        #expect(error.kind == .cancelled)
        let during = Cancellation()
        try withSession(database, cancellation: during) { session in
            try session.transaction("BEGIN") {
                try session.execute("INSERT INTO public.t VALUES (2)")
                DispatchQueue.global().asyncAfter(deadline: .now() + 0.1) { during.cancel() }
            }
        }
        #expect(try database.psql("TABLE t") == "2")
    }

    /// A request waits for a connection, for minutes where the network swallows it.
    @Test func `a cancel request that hangs holds up only its own statement`() async {
        let cancellation = Cancellation()
        let (asked, answer) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        #expect(
            cancellation.statementStarts(1) {
                asked.signal()
                answer.wait()
            })
        let (isCancelled, ended) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        #expect(cancellation.statementStarts(2) { isCancelled.signal() })
        cancellation.cancel()
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                #expect(asked.wait(timeout: .now() + 10) == .success)
                #expect(isCancelled.wait(timeout: .now() + 10) == .success)
                cancellation.statementEnded(2)
                DispatchQueue.global().async {
                    cancellation.statementEnded(1)
                    ended.signal()
                }
                #expect(ended.wait(timeout: .now() + 0.2) == .timedOut)
                answer.signal()
                #expect(ended.wait(timeout: .now() + 10) == .success)
                continuation.resume()
            }
        }
    }

    /// A cancel request that arrives late would end whatever runs then.
    @Test func `no cancel request hits the rollback after it`() throws {
        let database = try TestDatabase.current
        for round in 0..<60 {
            let cancellation = Cancellation()
            let error = try withSession(database, cancellation: cancellation) { session in
                try postgresError {
                    try session.transaction("BEGIN") {
                        DispatchQueue.global().asyncAfter(deadline: .now() + .microseconds(round * 50)) {
                            cancellation.cancel()
                        }
                        while true { try session.execute("SELECT 1") }
                    }
                }
            }
            #expect(error.kind == .cancelled)
            #expect(error.rollbackMessage == nil)
        }
    }
}
