import SeedTestKit
import Testing

/// Where rows change without being written, every run compares all of them, and says so.
@Suite(.environments)
struct AlwaysFullTests {
    private func expectAlwaysFull(
        _ place: TrackedPlace, _ condition: String = "true", says reason: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        for _ in 1...2 { try await place.expectFull(condition, says: reason, sourceLocation: sourceLocation) }
    }

    static let filters = [
        "updated_at < now()", "updated_at < 'tomorrow'", "updated_at < 'TODAY 23:59:59'", "updated_at < ' now '",
        "updated_at < $$tomorrow$$", "updated_at < current_timestamp + interval '1 day'", "current_user IS NOT NULL",
        "random() >= 0", "id <= (SELECT max(id) FROM public.setting)", "EXISTS (SELECT FROM public.extra)",
        "id IN (SELECT id FROM public.extra)", "public.looks_it_up(id)", "public.claims_not_to(id)",
        "id OPERATOR(public.~~~>) 0",
        "-- don't promote the future\\nupdated_at < 'tomorrow'::date",
        "code <> E'it\\\\'s' and updated_at < 'tomorrow'",
        "code::public.kind IS NOT NULL", "id::regclass::text <> 'x'", "nullif(value, value)::date IS NULL",
        "current_setting('application_name') IS NOT NULL", "age(updated_at) IS NOT NULL OR updated_at IS NULL",
    ]

    @Test(arguments: filters)
    func aFilterThatLooksBeyondItsRow(filter: String) async throws {
        let place = try await TrackedPlace(
            rule: "mode: mirror, where: \"\(filter)\"",
            schema: """
                CREATE TABLE extra AS SELECT n AS id FROM generate_series(0, 20) n;
                CREATE FUNCTION looks_it_up(int) RETURNS boolean LANGUAGE sql STABLE AS
                    'SELECT EXISTS (SELECT FROM public.extra WHERE id = $1)';
                CREATE FUNCTION claims_not_to(int) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
                    'BEGIN RETURN EXISTS (SELECT FROM public.extra WHERE id = $1); END';
                CREATE FUNCTION sees(int, int) RETURNS boolean LANGUAGE plpgsql STABLE AS
                    'BEGIN RETURN EXISTS (SELECT FROM public.extra WHERE id = $1); END';
                CREATE DOMAIN kind AS text;
                CREATE OPERATOR ~~~> (leftarg = int, rightarg = int, function = sees);
                """)
        try await place.expectFull(says: "looks beyond the row")
    }

    static let assignments = [
        "now()::text", "value || (SELECT count(*) FROM public.setting)", "current_database()", "('today'::date)::text",
    ]

    @Test(arguments: assignments)
    func aValueThatIsNotOfTheRow(expression: String) async throws {
        let place = try await TrackedPlace(rule: "mode: mirror, set: {value: \"\(expression)\"}")
        try await place.expectFull("false", says: "looks beyond the row")
    }

    /// What a row says of itself needs no full compare.
    @Test func aFilterOfTheRowAlone() async throws {
        let filters = [
            "value <> 'x'", "lower(code) LIKE 'c%'", "updated_at < '2200-01-01' OR updated_at IS NULL",
            "coalesce(updated_at, '2026-01-01') < '2200-01-01 12:00'",
            "setting.id IN (0, 1, 2) OR (id BETWEEN 3 AND 1000)",
            "value IN ('edited', 'x') IS NOT NULL",
        ]
        let filter = filters.map { "(\($0))" }.joined(separator: " AND ")
        let place = try await TrackedPlace(rule: "mode: mirror, where: \"\(filter)\"")
        try place.source.psql("UPDATE setting SET value = 'new' WHERE id = 1")
        try await place.expectTracked()
    }

    /// A function that is replaced brings rows into the filter that nobody wrote; one of SQL leaves no trace in plans.
    @Test(arguments: ["LANGUAGE sql IMMUTABLE AS 'SELECT n <", "LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN n <"])
    func aFunctionOfTheFilterIsReplaced(body: String) async throws {
        let function = "CREATE OR REPLACE FUNCTION is_public(n int) RETURNS boolean \(body)"
        let end = body.contains("BEGIN") ? "; END'" : "'"
        let place = try await TrackedPlace(
            rule: "mode: mirror, where: \"public.is_public(id)\"", schema: "\(function) 5\(end)")
        try await place.expectFull("id < 5")
        try place.place.environments.psql("\(function) 10\(end)")
        try await place.expectFull("id < 10", says: "it calls public.is_public()")
    }

    @Test(arguments: TrackedBy.allCases)
    func aView(tracking: TrackedBy) async throws {
        let place = try await TrackedPlace(tracking, rule: "mode: mirror, match: [id]")
        try place.source.psql(
            """
            CREATE TABLE extra (suffix text); INSERT INTO extra VALUES ('!');
            ALTER TABLE setting RENAME TO base;
            CREATE VIEW setting AS SELECT id, code, value || suffix AS value, updated_at FROM base, extra;
            """)
        try await expectAlwaysFull(place, says: "view")
        try place.source.psql("UPDATE extra SET suffix = '?'")
        try await place.expectFull(says: "view")
    }

    @Test func aMaterializedView() async throws {
        let place = try await TrackedPlace(rule: "mode: mirror, match: [id]")
        try place.source.psql(
            "ALTER TABLE setting RENAME TO base; CREATE MATERIALIZED VIEW setting AS TABLE base")
        try await place.expectFull()
        try place.source.psql("UPDATE base SET value = 'new' WHERE id < 3; REFRESH MATERIALIZED VIEW setting")
        try await place.expectFull()
    }

    @Test func aForeignTable() async throws {
        let place = try await TrackedPlace(rule: "mode: mirror, match: [id]")
        try place.source.psql(
            """
            CREATE EXTENSION postgres_fdw;
            SELECT format('CREATE SERVER here FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host %L, dbname %L)',
                split_part(current_setting('unix_socket_directories'), ',', 1), current_database()) \\gexec
            CREATE USER MAPPING FOR CURRENT_USER SERVER here;
            CREATE SCHEMA away; ALTER TABLE setting SET SCHEMA away;
            IMPORT FOREIGN SCHEMA away LIMIT TO (setting) FROM SERVER here INTO public;
            """)
        try await expectAlwaysFull(place, says: "foreign")
        try place.source.psql("UPDATE away.setting SET value = 'new' WHERE id = 1")
        try await place.expectFull()
    }

    /// A partition may be exchanged for another, with rows that were written long ago.
    @Test func aPartitionedTable() async throws {
        let place = try await TrackedPlace(rule: "mode: mirror, match: [id]")
        try place.source.psql(
            """
            ALTER TABLE setting RENAME TO part; ALTER TABLE part ALTER id SET NOT NULL;
            CREATE TABLE setting (LIKE part) PARTITION BY RANGE (id);
            CREATE TABLE other (LIKE part);
            INSERT INTO other SELECT id, code, value || '!', updated_at FROM part;
            ALTER TABLE setting ATTACH PARTITION part FOR VALUES FROM (0) TO (1000);
            """)
        try await expectAlwaysFull(place, says: "partitioned")
        try place.source.psql(
            """
            ALTER TABLE setting DETACH PARTITION part;
            ALTER TABLE setting ATTACH PARTITION other FOR VALUES FROM (0) TO (1000);
            """)
        try await place.expectFull()
    }
}
