import SeedTestKit
import Testing

extension FaultFixture {
    /// The target as it was at first, by means other than seedd's.
    func reset(_ before: String) throws {
        try target.psql(
            """
            SET client_min_messages = warning;
            DROP SCHEMA IF EXISTS seedd CASCADE;
            TRUNCATE price, currency, flag;
            \(initialRows)
            """)
        #expect(try Self.digest(target) == before)
    }

    /// Has the next COMMIT in the target take this long.
    func slowCommit(seconds: Double) throws {
        // seedd lets deferred triggers act before it looks at the result, so this one puts another off, until COMMIT.
        try target.psql(
            """
            CREATE TABLE public.slow_commit (n int);
            CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
                $$BEGIN PERFORM pg_catalog.pg_sleep(\(seconds)); RETURN NULL; END$$;
            CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON public.slow_commit DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION slow();
            CREATE FUNCTION put_off() RETURNS trigger LANGUAGE plpgsql AS
                $$BEGIN SET CONSTRAINTS ALL DEFERRED; INSERT INTO public.slow_commit VALUES (1); RETURN NULL; END$$;
            CREATE CONSTRAINT TRIGGER put_off AFTER UPDATE ON flag DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION put_off();
            """)
    }

    /// Has the statement that writes `flag` in the target take this long.
    func slowWrite(seconds: Double) throws {
        try target.psql(
            """
            CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
                $$BEGIN PERFORM pg_catalog.pg_sleep(\(seconds)); RETURN NEW; END$$;
            CREATE TRIGGER slow BEFORE UPDATE ON flag FOR EACH ROW EXECUTE FUNCTION slow();
            """)
    }
}
