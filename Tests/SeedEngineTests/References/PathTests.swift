import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Trees whose rows are told by the way from the root: the match key contains the reference to the row above.
@Suite(.environments)
struct PathTests {
    private static let paths = """
        WITH RECURSIVE w AS (SELECT id, ARRAY[site || ':' || name] AS path, v FROM menu WHERE up IS NULL UNION ALL
            SELECT m.id, w.path || (m.site || ':' || m.name), m.v FROM menu m JOIN w ON m.up = w.id)
        SELECT path, v, (SELECT count(*) FROM page WHERE menu_id = w.id) FROM w ORDER BY path
        """

    private func promoter() throws -> Promoter {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE menu (id serial PRIMARY KEY, site text NOT NULL DEFAULT 'a', up int REFERENCES menu, name text NOT NULL,
                v int, UNIQUE NULLS NOT DISTINCT (site, up, name));
            CREATE TABLE page (id serial PRIMARY KEY, menu_id int NOT NULL REFERENCES menu, slug text, UNIQUE (menu_id, slug))
            """)
        try databases.target.psql("SELECT setval('menu_id_seq', 500), setval('page_id_seq', 900)")
        for database in [databases.source, databases.target] {
            try database.psql(
                """
                INSERT INTO menu (name) VALUES ('top'), ('side'); INSERT INTO menu (name, site) VALUES ('top', 'b');
                INSERT INTO menu (up, name, site) SELECT id, 'x', site FROM menu;
                INSERT INTO menu (up, name, site) SELECT id, n, site FROM menu, unnest(ARRAY['x', 'y,"{}']) n WHERE up IS NOT NULL;
                INSERT INTO page (menu_id, slug) SELECT id, 'p' FROM menu
                """)
        }
        return try Promoter(
            TableRule(name: "menu", match: ["site", "up", "name"], mode: .mirror),
            TableRule(name: "page", match: ["menu_id", "slug"], mode: .mirror))
    }

    @Test func rowsOfTheSameNameAreToldApart() async throws {
        let promoter = try promoter()
        #expect(try await promoter.plan().summary == [])
        try promoter.source.psql(
            """
            UPDATE menu SET v = 7 WHERE name = 'x' AND site = 'b' AND up IN (SELECT id FROM menu WHERE up IS NULL);
            INSERT INTO menu (name) VALUES ('new'); INSERT INTO menu (up, name) SELECT id, 'x' FROM menu WHERE name = 'new';
            INSERT INTO menu (up, name) SELECT m.id, 'x' FROM menu m JOIN menu n ON n.id = m.up WHERE n.name = 'new';
            INSERT INTO page (menu_id, slug) SELECT id, 'q' FROM menu;
            DELETE FROM page WHERE menu_id IN (SELECT id FROM menu WHERE name LIKE 'y%');
            DELETE FROM menu WHERE name LIKE 'y%'
            """)
        let before = try promoter.target.digests()
        let run = try await promoter.sync()
        #expect(try promoter.target.psql(Self.paths) == promoter.source.psql(Self.paths))
        #expect(try promoter.target.psql("SELECT min(id) > 500 FROM menu") == "t")
        #expect(try await promoter.plan().summary == [])
        try await promoter.rollback(run)
        #expect(try promoter.target.digests() == before)
    }

    @Test func aCircleIsNoWayFromTheRoot() async throws {
        let promoter = try promoter()
        try promoter.source.psql("UPDATE menu SET up = id WHERE name = 'side'")
        let error = try await promoter.refusal()
        #expect(error.code == .badData)
        #expect(error.problem.contains("in staging"))
    }

    @Test func aCircleInTheTarget() async throws {
        let promoter = try promoter()
        try promoter.target.psql("UPDATE menu SET up = id WHERE name = 'side'")
        #expect(try await promoter.refusal().problem.contains("in production"))
    }

    @Test func nothingButTheReferenceIsNoKey() async throws {
        _ = try promoter()
        let error = try await Promoter(TableRule(name: "menu", match: ["up"])).refusal()
        #expect(error.code == .configuration)
        #expect("\(error)".contains("nothing but the reference"))
    }
}
