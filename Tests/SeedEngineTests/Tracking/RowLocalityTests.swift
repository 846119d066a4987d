import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Which conditions of a rule a row meets or not until somebody writes it.
@Suite(.environments)
struct RowLocalityTests {
    static let schema = """
        CREATE TYPE state AS ENUM ('draft', 'active');
        CREATE TYPE stage AS ENUM ('a', 'b');
        CREATE DOMAIN label AS text CHECK (value <> '');
        CREATE TABLE item (
            id int PRIMARY KEY, v text, n numeric(10, 2), "now" timestamptz, at timestamptz, st state, sg stage, o int,
            doc jsonb, c varchar(9), tags text[], d date);
        CREATE FUNCTION fixed(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT $1 $$;
        CREATE FUNCTION looser(text) RETURNS text LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN $1; END $$;
        CREATE FUNCTION is_low(int, int) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT $1 < $2 $$;
        CREATE OPERATOR <<< (leftarg = int, rightarg = int, function = is_low);
        CREATE FUNCTION shown(stage) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT 1 $$;
        CREATE CAST (stage AS int) WITH FUNCTION shown(stage);
        CREATE FUNCTION is_on(stage) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT true $$;
        CREATE CAST (stage AS boolean) WITH FUNCTION is_on(stage) AS IMPLICIT;
        CREATE FUNCTION made(int) RETURNS stage LANGUAGE sql IMMUTABLE AS $$ SELECT 'a'::public.stage $$;
        CREATE CAST (int AS stage) WITH FUNCTION made(int);
        """

    private func reading(where filter: String? = nil, set: String? = nil) async throws -> String {
        let databases = try TestEnvironments.current
        try databases.psql(Self.schema)
        let assignments = set.map { [TableRule.Assignment(column: "v", expression: $0)] } ?? []
        let promoter = try Promoter(
            TableRule(name: "public.item", filter: filter, set: assignments, track: .changes))
        try await promoter.run()
        _ = try await promoter.plan()
        return promoter.reading(of: "public.item") ?? ""
    }

    @Test(arguments: [
        "v = 'a' AND lower(v) LIKE 'b%'", "n::numeric(4, 1) > 1 -- now()", "\"now\" > '2020-01-01'",
        "extract(year FROM at) = 2020", "coalesce(v, 'nowhere') = 'x'", "v IN ('a', 'b')",
        "to_char(at, 'YYYY') = '2020'", "at::date > date '2020-01-01'", "trim(both FROM v) = 'x'", "item.v ~ '^x'",
    ])
    func `a condition on the row alone`(filter: String) async throws {
        #expect(try await reading(where: filter).hasPrefix("read by transaction"))
    }

    @Test(arguments: [
        "v = 'x' -- don't promote today's", "v = 'x' /* it's /* ' now() */ ' */", "v <> E'it\\'s' AND n > 1",
        "v <> $q1$it's$q1$", "v <> 'a\nb'", "v <> U&'x'", "B'101' = X'5' OR v = N'x'", "v <> '--' AND v <> '/*'",
        "v ~ E'^\\\\d\\n'", "v <> 'it''s' AND v <> '\\'",
    ])
    func `strings and comments of every notation`(filter: String) async throws {
        #expect(try await reading(where: filter).hasPrefix("read by transaction"))
    }

    @Test(arguments: [
        "st = 'active'", "st = 'active'::public.state", "st = CAST('active' AS public.state)", "st::text LIKE 'a%'",
        "st IN ('draft', 'active')", "c = 'x'", "c::text || v = 'x'", "v = 'x' AND at::date > '2020-01-01'",
        "id::float8 > 1.5e0", "v IS DISTINCT FROM 'x'", "(doc ->> 'n')::int > 3", "tags @> ARRAY['x']",
        "CASE WHEN v LIKE 'x%' THEN at ELSE d END > date '2020-01-01'", "'{x}'::text[] && tags", "d::timestamptz > at",
        "NULL::public.state IS NULL", "v = 'x'::public.label",
        "at::timestamp(0) > '2020-01-01'::date + interval '1 day'",
    ])
    func `casts that a row answers alone`(filter: String) async throws {
        #expect(try await reading(where: filter).hasPrefix("read by transaction"))
    }

    @Test(arguments: [
        ("at > now()", "it calls now()"), ("at > current_date", "it depends on current_date"),
        ("at > 'today'", "it names the moment"), ("at > 'Now'::timestamptz", "it names the moment"),
        ("id IN (SELECT id FROM public.item)", "it looks at other rows"), ("random() < 2", "it calls random()"),
        ("EXISTS (SELECT FROM pg_catalog.pg_class)", "it looks at other rows"),
        ("v <> current_user", "it depends on current_user"), ("public.looser(v) = 'x'", "it calls public.looser()"),
        ("public.fixed(v) = 'x'", "it calls public.fixed()"),
        ("public . /* ' */ fixed\n(v) = 'x'", "it calls public.fixed()"),
        ("id OPERATOR(public.<<<) 5", "it calls an operator of public"),
        ("age(at) > '1 day'", "it depends on current_date"),
    ])
    func `a condition that looks further`(filter: String, why: String) async throws {
        try await expectObstacle(filter, why)
    }

    private static let moment = "it names the moment"
    private static let unreadable = "seedd can't tell where its strings and comments end"

    @Test(arguments: [
        ("-- don't promote the future\nd <= 'today'::date", moment), ("v <> E'it\\'s' AND d <= 'today'::date", moment),
        ("/* /* ' */ ' */ d <= 'today'", moment), ("v <> $q1$'$q1$ AND d <= 'today'", moment),
        ("d <= N'today'::date", moment), ("d <= ('to' || 'day')::date", moment), ("d <= E'\\ntoday'", moment),
        ("d <= E'to\\day'", moment),
        ("d <= date $$today$$", moment), ("d <= 'to'\n'day'", unreadable), ("d <= E'tod\\x61y'", unreadable),
        ("d <= E'tod\\141y'", unreadable), ("d <= U&'tod\\0061y'", unreadable),
        ("d <= U&'tod!0061y' UESCAPE '!'", unreadable),
    ])
    func `a moment behind a comment or in another notation`(filter: String, why: String) async throws {
        try await expectObstacle(filter, why)
    }

    @Test(arguments: [
        ("v::public.state = 'active'", "it casts to public.state"),
        ("CAST(v || 'x' AS public.label) = 'x'", "it casts to public.label"),
        ("st = CAST('act' || 'ive' AS public.state)", "it casts to public.state"),
        ("id::public.stage IS NOT NULL", "it casts to public.stage"),
        ("5::public.stage IS NOT NULL", "it casts to public.stage"),
        ("tags::public.state[] IS NULL", "it casts to public.state"),
        ("sg::int = 1", "it may call public.is_on(public.stage) in a cast"),
        ("'a'::public.stage::int = id", "it may call public.is_on(public.stage) in a cast"),
        ("sg AND id > 0", "it may call public.is_on(public.stage) in a cast"),
        ("o::regclass::text = 'x'", "it casts to regclass"), ("v::regtype = 'int'::regtype", "it casts to regtype"),
        ("o::oid = 'pg_catalog.pg_class'::regclass", "it casts to regclass"),
        ("o::oid <> pg_catalog.regclass 'pg_catalog.pg_class'", "it casts to regclass"),
        ("o::oid = ANY ('{pg_catalog.pg_class}'::pg_catalog._regclass)", "it casts to _regclass"),
        ("v::aclitem IS NULL", "it casts to aclitem"), ("v::date > at", "it reads a date in text"),
        ("date(v) > at", "it reads a date in text"), ("c::timestamptz > at", "it reads a timestamp in text"),
        ("CAST(v || '' AS timestamp(3)) > at", "it reads a timestamp in text"),
        ("(doc ->> 'on')::date > at", "it reads a date in text"), ("d = ANY (tags::date[])", "it reads a date in text"),
        ("v::daterange @> d", "it reads a daterange in text"),
        ("split_part(item::text, ',', 2)::date > d", "it reads a date in text"),
    ])
    func `a cast that looks further`(filter: String, why: String) async throws {
        try await expectObstacle(filter, why)
    }

    private func expectObstacle(_ filter: String, _ why: String) async throws {
        let reading = try await reading(where: filter)
        #expect(reading.hasPrefix("compared in full: its `where:` or `set:` looks beyond the row"))
        #expect(reading.hasSuffix(why), "\(reading)")
    }

    @Test(arguments: [("'x' || id", true), ("upper(c)", true), ("now()::text", false)])
    func `an assignment on the row alone, and one that looks further`(set: String, isLocal: Bool) async throws {
        let reading = try await reading(set: set)
        #expect(reading.hasPrefix("read by transaction") == isLocal)
        #expect(reading.hasSuffix("it calls now()") != isLocal)
    }
}
