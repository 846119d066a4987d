import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Which conditions of a rule a row meets or not until somebody writes it.
@Suite(.environments)
struct RowLocalityTests {
    private func reading(where filter: String? = nil, set: String? = nil) async throws -> String {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE item (id int PRIMARY KEY, v text, n numeric(10, 2), "now" timestamptz, at timestamptz);
            CREATE FUNCTION fixed(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT $1 $$;
            CREATE FUNCTION looser(text) RETURNS text LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN $1; END $$;
            """)
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
        ("at > now()", "it calls now()"), ("at > current_date", "it depends on current_date"),
        ("at > 'today'", "it names the moment"), ("at > 'Now'::timestamptz", "it names the moment"),
        ("id IN (SELECT id FROM public.item)", "it looks at other rows"), ("random() < 2", "it calls random()"),
        ("EXISTS (SELECT FROM pg_catalog.pg_class)", "it looks at other rows"),
        ("v <> current_user", "it depends on current_user"), ("public.looser(v) = 'x'", "it calls public.looser()"),
        ("public.fixed(v) = 'x'", "it calls public.fixed()"),
        ("age(at) > '1 day'", "it depends on current_date"),
    ])
    func `a condition that looks further`(filter: String, why: String) async throws {
        let reading = try await reading(where: filter)
        #expect(reading.hasPrefix("compared in full: its `where:` or `set:` looks beyond the row"))
        #expect(reading.hasSuffix(why), "\(reading)")
    }

    @Test(arguments: [("'x' || id", true), ("now()::text", false)])
    func `an assignment on the row alone, and one that looks further`(set: String, isLocal: Bool) async throws {
        let reading = try await reading(set: set)
        #expect(reading.hasPrefix("read by transaction") == isLocal)
        #expect(reading.hasSuffix("it calls now()") != isLocal)
    }
}
