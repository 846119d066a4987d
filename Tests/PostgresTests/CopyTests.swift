import Postgres
import SeedTestKit
import Testing

@Suite(.database)
struct CopyTests {
    struct Broken: Error {}

    static let rows: SQL = "COPY (SELECT n, repeat('z', 100) FROM generate_series(1, 20000) n) TO STDOUT"

    @Test func `chunks are whole rows and nothing is lost`() throws {
        let (lines, chunks, torn) = try withSession(TestDatabase.current) { session in
            var (lines, chunks, torn) = (0, 0, 0)
            try session.copyOut(Self.rows, chunk: 4096) { bytes in
                chunks += 1
                torn += bytes[bytes.count - 1] == UInt8(ascii: "\n") ? 0 : 1
                for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") { lines += 1 }
            }
            return (lines, chunks, torn)
        }
        #expect(lines == 20_000)
        #expect(chunks > 400)
        #expect(torn == 0)
    }

    @Test func `a consumer that gives up leaves the session usable`() throws {
        let database = try TestDatabase.current
        let (thrown, after) = try withSession(database) { session in
            var thrown = false
            do {
                try session.copyOut(Self.rows) { _ in throw Broken() }
            } catch is Broken {
                thrown = true
            }
            return (thrown, try session.rows("SELECT 1"))
        }
        #expect(thrown)
        #expect(after == [["1"]])
    }

    @Test func `an error of the server in the middle of a COPY out is thrown`() throws {
        let database = try TestDatabase.current
        let (error, after) = try withSession(database) { session in
            let error = try postgresError {
                try session.copyOut("COPY (SELECT 1 / (15000 - n) FROM generate_series(1, 20000) n) TO STDOUT") { _ in }
            }
            return (error, try session.rows("SELECT 1"))
        }
        #expect(error.sqlState == "22012")
        #expect(after == [["1"]])
    }

    @Test func `bytes sent are rows, cut anywhere`() throws {
        let database = try TestDatabase.current
        let text = Array((1...5000).map { "\($0)\tvalue\\n\($0)\n" }.joined().utf8)
        let count = try withSession(database) { session in
            try session.execute("CREATE TABLE public.t (n int, v text)")
            return try session.copyIn("COPY public.t FROM STDIN") { send in
                for start in stride(from: 0, to: text.count, by: 777) {
                    try send(text.span.extracting(start..<min(start + 777, text.count)))
                }
            }
        }
        #expect(count == 5000)
        #expect(try database.psql("SELECT count(*), sum(n), min(v) = E'value\\n1' FROM t") == "5000|12502500|t")
    }

    @Test func `a row the server refuses fails the COPY in with its reason`() throws {
        let database = try TestDatabase.current
        let (error, after) = try withSession(database) { session in
            try session.execute("CREATE TABLE public.t (n int)")
            let error = try postgresError {
                try session.copyIn("COPY public.t FROM STDIN") { send in
                    let good = Array("1\n".utf8)
                    let bad = Array("marker-7\n".utf8)
                    try send(bad.span)
                    for _ in 0..<200_000 { try send(good.span) }
                }
            }
            return (error, try session.rows("SELECT count(*) FROM public.t"))
        }
        #expect(error.sqlState == "22P02")
        #expect(!"\(error)".contains("marker-7"))
        #expect(after == [["0"]])
    }

    @Test func `a producer that fails leaves nothing in the table`() throws {
        let database = try TestDatabase.current
        let (thrown, after) = try withSession(database) { session in
            try session.execute("CREATE TABLE public.t (n int)")
            var thrown = false
            do {
                try session.copyIn("COPY public.t FROM STDIN") { send in
                    let row = Array("1\n".utf8)
                    try send(row.span)
                    throw Broken()
                }
            } catch is Broken {
                thrown = true
            }
            return (thrown, try session.rows("SELECT count(*) FROM public.t"))
        }
        #expect(thrown)
        #expect(after == [["0"]])
    }

    /// The rows of one COPY go into another; the first fails, and the second session must be free of it.
    @Test func `an error of another server in the middle of a COPY in leaves both sessions usable`() throws {
        let database = try TestDatabase.current
        let failing: SQL = "COPY (SELECT 1 / (15000 - n) FROM generate_series(1, 20000) n) TO STDOUT"
        let (error, rows) = try withSession(database) { target in
            try target.execute("CREATE TABLE public.t (n int)")
            let error = try postgresError {
                try withSession(database) { source in
                    _ = try target.copyIn("COPY public.t FROM STDIN") { send in try source.copyOut(failing, send) }
                }
            }
            return (error, try target.rows("SELECT count(*) FROM public.t"))
        }
        #expect(error.sqlState == "22012")
        #expect(rows == [["0"]])
    }

    @Test func `a COPY that is none fails at once`() throws {
        let database = try TestDatabase.current
        let error = try withSession(database) { session in
            try postgresError { try session.copyOut("COPY public.missing TO STDOUT") { _ in } }
        }
        #expect(error.sqlState == "42P01")
    }
}
