import Dispatch
import SeedTestKit
import Testing

@testable import Postgres

/// Rows from one session's COPY straight into another's.
@Suite(.database)
struct CopyRelayTests {
    static let rows: SQL =
        "COPY (SELECT n, repeat('z', n % 300), repeat('y', 900) FROM generate_series(1, 30000) n) TO STDOUT"

    /// `into` is created in the target's session.
    private func relay(
        _ query: SQL = rows, into: String = "CREATE TABLE public.t (n int, a text, b text)",
        cancellation: Cancellation = Cancellation(),
        onRows: (Int) -> Void = { _ in }
    ) throws -> (read: Int, stored: Int) {
        let database = try TestDatabase.current
        return try withSession(database, cancellation: cancellation) { target in
            try target.execute(SQL(raw: into))
            return try withSession(database, cancellation: cancellation) { source in
                let counts = try target.copyIn("COPY public.t FROM STDIN", from: source, query, onRows: onRows)
                #expect(try source.rows("SELECT 1") == [["1"]])
                return counts
            }
        }
    }

    @Test func `all rows arrive, and are counted on the way`() throws {
        var counts: [Int] = []
        let (read, stored) = try relay { counts.append($0) }
        #expect(read == 30_000)
        #expect(stored == 30_000)
        #expect(counts.last == 30_000)
        #expect(counts == counts.sorted())
        let database = try TestDatabase.current
        #expect(
            try database.psql(
                "SELECT count(DISTINCT n), sum(length(a)), count(*) FILTER (WHERE b = repeat('y', 900)) FROM t")
                == "30000|4485000|30000")
    }

    @Test func `one row, and none`() throws {
        #expect(try relay("COPY (SELECT 1, NULL, 'x') TO STDOUT") == (1, 1))
        #expect(try relay("COPY (SELECT 1 WHERE false) TO STDOUT", into: "TRUNCATE public.t") == (0, 0))
    }

    @Test func `a row larger than all buffers`() throws {
        #expect(try relay("COPY (SELECT 1, repeat('x', 9000000), 'y') TO STDOUT") == (1, 1))
        #expect(try TestDatabase.current.psql("SELECT length(a), b FROM t") == "9000000|y")
    }

    @Test func `an error of the source ends both`() throws {
        let error = try postgresError {
            _ = try relay(
                "COPY (SELECT 1 / (25000 - n), '', repeat('y', 900) FROM generate_series(1, 30000) n) TO STDOUT")
        }
        #expect(error.sqlState == "22012")
        #expect(try TestDatabase.current.psql("SELECT count(*) FROM t") == "0")
    }

    @Test func `an error of the target ends both`() throws {
        let error = try postgresError {
            _ = try relay(into: "CREATE TABLE public.t (n int CHECK (n <> 777), a text, b text)")
        }
        #expect(error.sqlState == "23514")
        #expect(try TestDatabase.current.psql("SELECT count(*) FROM t") == "0")
    }

    /// Nobody reads them between two rows; a server whose messages are not read stops reading itself.
    @Test func `notices do not stop the rows`() throws {
        try TestDatabase.current.psql(
            """
            CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS
                $$BEGIN RAISE NOTICE '%', repeat('n', 2000); RETURN NEW; END$$;
            CREATE TABLE t (n int, a text, b text);
            CREATE TRIGGER tell BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION tell();
            """)
        #expect(try relay(into: "SELECT 1") == (30_000, 30_000))
    }

    @Test(arguments: [true, false]) func `a server that goes away is told from one that refuses`(_ isTarget: Bool)
        throws
    {
        let database = try TestDatabase.current
        let (error, other) = try withSession(database) { target in
            try target.execute("CREATE TABLE public.t (n int, a text, b text)")
            return try withSession(database) { source in
                let victim = isTarget ? target.backendPID : source.backendPID
                var isKilled = false
                let error = try postgresError {
                    _ = try target.copyIn("COPY public.t FROM STDIN", from: source, Self.rows) { _ in
                        guard !isKilled else { return }
                        isKilled = true
                        _ = try? database.psql("SELECT pg_terminate_backend(\(victim), 5000)")
                    }
                }
                let other = isTarget ? try source.rows("SELECT 1") : try target.rows("SELECT 1")
                return (error, other)
            }
        }
        #expect(error.kind == .connectionLost)
        #expect(other == [["1"]])
    }

    @Test func `a cancellation ends both servers' statements`() throws {
        let cancellation = Cancellation()
        let error = try postgresError {
            _ = try relay(
                "COPY (SELECT n, '', repeat('y', 900) FROM generate_series(1, 100000000) n) TO STDOUT",
                cancellation: cancellation
            ) { if $0 > 5000 { cancellation.cancel() } }
        }
        #expect(error.kind == .cancelled)
        #expect(try TestDatabase.current.psql("SELECT count(*) FROM t") == "0")
    }
}
