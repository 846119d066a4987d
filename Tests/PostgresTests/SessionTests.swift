import Foundation
import Postgres
import SeedTestKit
import Synchronization
import Testing

@Suite(.database)
struct SessionTests {
    @Test func `settings of the role and the database are overridden`() throws {
        let database = try TestDatabase.current
        try database.psql(
            """
            ALTER DATABASE \(database.name) SET datestyle = 'German';
            ALTER DATABASE \(database.name) SET timezone = 'Asia/Kathmandu';
            ALTER DATABASE \(database.name) SET bytea_output = 'escape';
            ALTER DATABASE \(database.name) SET extra_float_digits = -15;
            ALTER DATABASE \(database.name) SET intervalstyle = 'iso_8601';
            ALTER DATABASE \(database.name) SET search_path = evil;
            ALTER DATABASE \(database.name) SET client_encoding = 'LATIN1';
            ALTER DATABASE \(database.name) SET jit = on;
            ALTER DATABASE \(database.name) SET quote_all_identifiers = on;
            ALTER DATABASE \(database.name) SET array_nulls = off;
            ALTER DATABASE \(database.name) SET transform_null_equals = on;
            ALTER DATABASE \(database.name) SET xmlbinary = 'hex';
            ALTER DATABASE \(database.name) SET backslash_quote = off;
            """)
        let row = try withSession(database) { session in
            try session.rows(
                """
                SELECT '2026-03-01 12:00+00'::timestamptz::text, '\\x00ff'::bytea::text, (0.1::float8 + 0.2)::text,
                    '1 mon 2 days'::interval::text, current_setting('search_path'), 'ä', current_setting('jit'),
                    current_setting('row_security'), quote_ident('name'), ('{NULL}'::text[])[1] IS NULL,
                    1 = NULL IS NULL, current_setting('xmlbinary'), current_setting('backslash_quote')
                """
            ).first
        }
        #expect(
            row == [
                "2026-03-01 12:00:00+00", "\\x00ff", "0.30000000000000004", "1 mon 2 days", "\"\"", "ä", "off", "off",
                "name", "t", "t", "base64", "safe_encoding",
            ])
    }

    @Test func `timeouts and the role are set`() throws {
        let database = try TestDatabase.current
        let role = "\(database.name)_writer"
        try database.psql("CREATE ROLE \(role)")
        let settings = SessionSettings(lockTimeout: 1234, statementTimeout: 5678, role: role)
        let row = try withSession(database, settings: settings) { session in
            try session.rows(
                """
                SELECT current_setting('lock_timeout'), current_setting('statement_timeout'), current_user,
                    current_setting('client_connection_check_interval') <> '0', current_setting('application_name')
                """
            ).first
        }
        #expect(row == ["1234ms", "5678ms", role, "t", "seedd"])
    }

    @Test func `rows are streamed in bounded memory`() throws {
        let database = try TestDatabase.current
        let (count, grown) = try withSession(database) { session in
            var count = 0
            let before = Self.residentBytes()
            try session.forEachRow("SELECT repeat('x', 10000) FROM generate_series(1, 20000)") { row in
                count += row[0]?.utf8.count == 10_000 ? 1 : 0
            }
            return (count, Self.residentBytes() - before)
        }
        #expect(count == 20_000)
        // Other tests run in this process; the result alone would be 200 MB.
        #expect(grown < 120 << 20)
    }

    @Test func `a long and a wide row, an empty result and no columns`() throws {
        let database = try TestDatabase.current
        let found = try withSession(database) { session in
            let wide = try session.rows(SQL(raw: "SELECT " + (1...1600).map { "\($0)" }.joined(separator: ", "))).first
            let long = try session.rows("SELECT repeat('y', 5000000)").first?[0]?.utf8.count
            let empty = try session.rows("SELECT 1 WHERE false")
            let columnless = try session.rows("SELECT FROM generate_series(1, 3)")
            return (wide?.last, long, empty.count, columnless.count)
        }
        #expect(found.0 == "1600")
        #expect(found.1 == 5_000_000)
        #expect(found.2 == 0)
        #expect(found.3 == 3)
    }

    @Test func `counts of rows written are the last statement's`() throws {
        let count = try withSession(TestDatabase.current) { session in
            try session.execute("CREATE TABLE public.t (n int); INSERT INTO public.t SELECT generate_series(1, 7)")
        }
        #expect(count == 7)
    }

    @Test func `notices and statements are told`() throws {
        let notices = Mutex<[String]>([])
        let statements = Mutex<[String]>([])
        try withSession(
            TestDatabase.current, onStatement: { text in statements.withLock { $0.append(text) } },
            onNotice: { text in notices.withLock { $0.append(text) } }
        ) { session in
            try session.execute("DO $$ BEGIN RAISE NOTICE 'it is %', 1; END $$")
        }
        #expect(notices.withLock { $0 } == ["it is 1"])
        #expect(statements.withLock { $0.count } == 2)
    }

    @Test func `batches are read statement by statement`() throws {
        let (first, second, third) = try withSession(TestDatabase.current) { session in
            try session.send("SELECT 1; SELECT 2")
            let first = try session.nextRows()
            let second = try session.nextRows()
            return (first, second, try session.nextRows())
        }
        #expect(first == [["1"]])
        #expect(second == [["2"]])
        #expect(third == nil)
    }

    private static func residentBytes() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }
}
