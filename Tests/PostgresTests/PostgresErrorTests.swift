import Postgres
import SeedTestKit
import Testing

@Suite(.database)
struct PostgresErrorTests {
    @Test func `constraint violations name table, column and constraint but no value`() throws {
        let database = try TestDatabase.current
        try database.psql("CREATE TABLE t (code text PRIMARY KEY, n int NOT NULL CONSTRAINT positive CHECK (n > 0))")
        try database.psql("INSERT INTO t VALUES ('marker-1', 1)")
        let errors = try withSession(database) { session in
            try [
                "INSERT INTO public.t VALUES ('marker-1', 1)", "INSERT INTO public.t VALUES ('marker-2', -77)",
                "INSERT INTO public.t VALUES ('marker-3', NULL)",
            ].map { statement in try postgresError { try session.execute(SQL(raw: statement)) } }
        }
        #expect(errors.map(\.sqlState) == ["23505", "23514", "23502"])
        #expect(errors.map(\.table) == ["t", "t", "t"])
        #expect(errors.map(\.schema) == ["public", "public", "public"])
        #expect(errors.map(\.constraint) == ["t_pkey", "positive", nil])
        #expect(errors[2].column == "n")
        for error in errors {
            #expect(!"\(error)".contains("marker") && !"\(error)".contains("77"))
            #expect(error.debugDescription.contains("marker"))
        }
    }

    @Test(arguments: [
        "SELECT 'marker-4'::int", "SELECT 'marker-4'::json", "SELECT to_date('marker-4', 'YYYY')",
        "SELECT 'marker-4'::uuid",
        "SELECT '{\"a\": \"marker-4\"'::jsonb", "SELECT E'marker-4\\xff'",
    ])
    func `data errors keep the value out of their description`(statement: String) throws {
        let error = try withSession(TestDatabase.current) { session in
            try postgresError { try session.execute(SQL(raw: statement)) }
        }
        #expect(error.sqlStateClass == "22")
        #expect(!"\(error)".contains("marker"))
    }

    @Test func `hint, detail and context are kept for people`() throws {
        let error = try withSession(TestDatabase.current) { session in
            try postgresError {
                try session.execute(
                    "DO $$BEGIN RAISE 'no' USING detail = 'because', hint = 'try', errcode = 'P0099'; END$$")
            }
        }
        #expect(error.sqlState == "P0099")
        #expect(error.description == "no [P0099]")
        #expect(error.debugDescription.contains("DETAIL: because\nHINT: try\nCONTEXT: PL/pgSQL"))
    }

    @Test func `statement timeouts are the server's, not ours`() throws {
        let error = try withSession(TestDatabase.current, settings: SessionSettings(statementTimeout: 50)) { session in
            try postgresError { try session.execute("SELECT pg_catalog.pg_sleep(5)") }
        }
        #expect(error.kind == .server)
        #expect(error.sqlState == "57014")
    }
}
