import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// A rollback sticks, whatever ids its rows have in the target.
@Suite(.environments)
struct ReferenceHoldTests {
    @Test(arguments: [false, true]) func whatWasRolledBackIsHeld(_ asksSource: Bool) async throws {
        _ = try Shop(.current)
        let promoter = try Promoter(Shop.rules)
        try promoter.source.psql(
            """
            INSERT INTO country (code, name) VALUES ('pt', 'Portugal');
            INSERT INTO company (country_id, vat, name) SELECT id, '9', 'new' FROM country WHERE code = 'pt';
            INSERT INTO product (company_id, sku, title) SELECT id, 'x1', 'Port' FROM company WHERE name = 'new';
            UPDATE product SET sold_in = NULL WHERE sku = 's2';
            DELETE FROM product_tag USING tag WHERE tag_id = tag.id AND tag.name = 'organic';
            DELETE FROM tag WHERE name = 'organic'
            """)
        let run = try await promoter.sync()
        let before = try Shop.content(promoter.target)
        try await promoter.rollback(run, asksSource: asksSource)
        let rolledBack = try Shop.content(promoter.target)
        let plan = try await promoter.plan()
        #expect(plan.isEmpty && plan.counts.held == 3 + 6 + 18 + 1, "\(plan.counts)")
        try promoter.source.psql("UPDATE product SET title = 'another' WHERE sku = 's2'")
        try await promoter.sync()
        #expect(try Shop.content(promoter.target) != rolledBack)
        #expect(before.contains("another") == false)
        try promoter.target.psql("DELETE FROM seedd.hold")
        try await promoter.sync()
        #expect(try Shop.content(promoter.target) == Shop.content(promoter.source))
    }

    @Test func rowsAreSelectedByWhatTheyReference() async throws {
        _ = try Shop(.current)
        let promoter = try Promoter(Shop.rules)
        try promoter.source.psql("UPDATE product SET title = 'x'")
        var options = Planner.Options()
        options.only = [("sold_in", ["es"])]
        #expect(try await promoter.plan(options).summary == ["product: +0 ~2 -0"])
    }

    /// The rows that reference a row of another key move before it goes.
    @Test func aMatchKeyThatIsRenamed() async throws {
        _ = try Shop(.current)
        let promoter = try Promoter(Shop.rules)
        try promoter.source.psql(
            "UPDATE country SET code = 'xx' WHERE code = 'es'; UPDATE tag SET name = 'fresh' WHERE name = 'new'")
        try await promoter.sync()
        #expect(try Shop.content(promoter.target) == Shop.content(promoter.source))
        #expect(try await promoter.plan().summary == [])
    }

    @Test func uniqueValuesOfReferencesAreSwapped() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE a (id serial PRIMARY KEY, code text UNIQUE NOT NULL);
            CREATE TABLE b (code text PRIMARY KEY, a_id int NOT NULL REFERENCES a, n int, UNIQUE (a_id))
            """)
        for (database, start) in [(databases.source, 1), (databases.target, 100)] {
            try database.psql(
                """
                SELECT setval('a_id_seq', \(start)); INSERT INTO a (code) VALUES ('x'), ('y'), ('z');
                INSERT INTO b SELECT code, id, 1 FROM a
                """)
        }
        try databases.source.psql(
            """
            ALTER TABLE b DROP CONSTRAINT b_a_id_key;
            UPDATE b SET a_id = (SELECT id FROM a WHERE code = translate(b.code, 'xyz', 'yzx'));
            """)
        let promoter = try Promoter(
            TableRule(name: "a", match: ["code"], mode: .mirror), TableRule(name: "b", mode: .mirror))
        try await promoter.sync()
        let content = "SELECT b.code, a.code FROM a JOIN b ON a_id = id ORDER BY 1"
        #expect(try promoter.target.psql(content) == promoter.source.psql(content))
    }
}
