import Postgres
import SeedTestKit
import Testing

@Suite(.database)
struct TransactionTests {
    struct Broken: Error {}

    @Test func `what the body threw is thrown and nothing stays`() throws {
        let database = try TestDatabase.current
        let (isOpen, count) = try withSession(database) { session in
            try session.execute("CREATE TABLE public.t (n int)")
            do {
                try session.transaction("BEGIN") {
                    try session.execute("INSERT INTO public.t VALUES (1)")
                    throw Broken()
                }
            } catch is Broken {}
            return (try isInTransaction(session, database), try session.rows("SELECT count(*) FROM public.t"))
        }
        #expect(!isOpen)
        #expect(count == [["0"]])
    }

    @Test func `the loss of another session rolls this one back`() throws {
        let database = try TestDatabase.current
        let isOpen = try withSession(database) { session in
            _ = try postgresError {
                try session.transaction("BEGIN") {
                    try session.execute("CREATE TABLE public.t (n int)")
                    throw PostgresError(.connectionLost, "of the source")
                }
            }
            return try isInTransaction(session, database)
        }
        #expect(!isOpen)
    }

    @Test func `the server's error wins over the rollback, whose error is kept`() throws {
        let database = try TestDatabase.current
        let error = try withSession(database) { session in
            try postgresError {
                try session.transaction("BEGIN") {
                    let killed = try database.psql("SELECT pg_terminate_backend(\(session.backendPID))")
                    #expect(killed == "t")
                    // A session that ends by itself: the statement that finds out, and then the ROLLBACK.
                    throw PostgresError(.server, "the first error", sqlState: "22000")
                }
            }
        }
        #expect(error.sqlState == "22000")
        #expect(error.rollbackMessage != nil)
    }

    @Test func `a deferred constraint fails at COMMIT and says so`() throws {
        let database = try TestDatabase.current
        try database.psql(
            """
            CREATE TABLE p (id int PRIMARY KEY);
            CREATE TABLE c (p int CONSTRAINT to_p REFERENCES p DEFERRABLE INITIALLY DEFERRED);
            """)
        let (error, count) = try withSession(database) { session in
            let error = try postgresError {
                try session.transaction("BEGIN") { _ = try session.execute("INSERT INTO public.c VALUES (1)") }
            }
            return (error, try session.rows("SELECT count(*) FROM public.c"))
        }
        #expect(error.duringCommit)
        #expect(error.kind == .server)
        #expect(error.constraint == "to_p")
        #expect(count == [["0"]])
    }

    /// COMMIT of a failed transaction is answered with ROLLBACK and no error: not to be taken for a success.
    @Test func `a statement whose error was swallowed does not end in a silent rollback`() throws {
        let database = try TestDatabase.current
        let error = try withSession(database) { session in
            try session.execute("CREATE TABLE public.t (n int)")
            return try postgresError {
                try session.transaction("BEGIN") {
                    try session.execute("INSERT INTO public.t VALUES (1)")
                    _ = try? session.rows("SELECT 1 / 0")
                }
            }
        }
        #expect(error.kind == .unexpectedReply)
    }

    @Test func `a session lost during COMMIT leaves the outcome open`() throws {
        let database = try TestDatabase.current
        try database.psql(
            """
            CREATE TABLE t (n int);
            CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
                $$BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(5); RETURN NULL; END$$;
            CREATE CONSTRAINT TRIGGER die AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION public.die();
            """)
        let error = try withSession(database) { session in
            try postgresError {
                try session.transaction("BEGIN") { _ = try session.execute("INSERT INTO public.t VALUES (1)") }
            }
        }
        #expect(error.duringCommit)
        #expect(error.kind == .connectionLost)
    }
}
