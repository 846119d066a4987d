import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Rows that reference each other by ids that each environment numbers for itself.
@Suite(.environments)
struct ReferenceTests {
    private func shop() throws -> (Shop, Promoter) { (try Shop(.current), try Promoter(Shop.rules)) }

    @Test func equalRowsUnderOtherIdsAreNoChange() async throws {
        let (_, promoter) = try shop()
        #expect(try Shop.content(promoter.source) == Shop.content(promoter.target))
        #expect(try await promoter.plan().summary == [])
    }

    @Test func everythingIsPromotedAndNoIdIsCopied() async throws {
        let (_, promoter) = try shop()
        try promoter.source.psql(
            """
            INSERT INTO country (code, name) VALUES ('pt', 'Portugal');
            INSERT INTO company (country_id, vat, name) SELECT id, '9', 'new' FROM country WHERE code IN ('pt', 'es');
            INSERT INTO category (slug, name, parent_id) SELECT 'white', 'White', id FROM category WHERE slug = 'wine';
            INSERT INTO category (slug, name, parent_id) SELECT 'sweet', 'Sweet', id FROM category WHERE slug = 'white';
            UPDATE category SET parent_id = (SELECT id FROM category WHERE slug = 'sweet') WHERE slug = 'red';
            UPDATE category SET parent_id = NULL WHERE slug = 'food';
            INSERT INTO product (company_id, sku, title, category_id, sold_in) SELECT m.id, 'x1', 'Port', k.id, m.country_id
                FROM company m, category k WHERE m.name = 'new' AND k.slug = 'sweet';
            INSERT INTO tag (name) VALUES ('fine');
            INSERT INTO product_tag SELECT p.id, t.id, 7 FROM product p, tag t WHERE p.sku = 'x1' AND t.name IN ('fine', 'new');
            DELETE FROM product_tag USING tag WHERE tag_id = tag.id AND tag.name = 'organic';
            DELETE FROM tag WHERE name = 'organic';
            UPDATE product SET sold_in = (SELECT id FROM country WHERE code = 'pt') WHERE sku = 's2';
            DELETE FROM product USING company m JOIN country c ON c.id = m.country_id WHERE company_id = m.id AND c.code = 'it';
            DELETE FROM company USING country c WHERE c.id = country_id AND code = 'it'; DELETE FROM product WHERE sku = 's3';
            UPDATE product SET sold_in = NULL WHERE sold_in = (SELECT id FROM country WHERE code = 'it');
            DELETE FROM country WHERE code = 'it'
            """)
        let (ids, before) = (try Shop.ids(promoter.target), try promoter.target.digests())
        let run = try await promoter.sync()
        #expect(try Shop.content(promoter.target) == Shop.content(promoter.source))
        let after = try Shop.ids(promoter.target)
        let kept = Set(after.map { $0.split(separator: "|").last }).intersection(
            ids.map { $0.split(separator: "|").last })
        #expect(after.intersection(ids).count == kept.count, "a row that stays keeps its id")
        #expect(after.intersection(try Shop.ids(promoter.source)).isEmpty)
        #expect(try await promoter.plan().summary == [])
        let wanted = try promoter.target.digests()
        let undo = try await promoter.rollback(run)
        #expect(try promoter.target.digests() == before)
        try await promoter.rollback(undo)
        #expect(try promoter.target.digests() == wanted)
    }

    @Test func intoEmptyTables() async throws {
        let (_, promoter) = try shop()
        try promoter.target.psql("TRUNCATE country, company, category, product, tag, product_tag")
        try await promoter.sync()
        #expect(try Shop.content(promoter.target) == Shop.content(promoter.source))
        #expect(try Shop.ids(promoter.target).intersection(Shop.ids(promoter.source)).isEmpty)
        #expect(try await promoter.plan().summary == [])
    }

    @Test func theApplicationsNextInsertMeetsNoId() async throws {
        let (_, promoter) = try shop()
        try promoter.source.psql("INSERT INTO tag (name) SELECT 't' || n FROM generate_series(1, 20) n")
        try await promoter.sync()
        try promoter.target.psql("INSERT INTO tag (name) VALUES ('own'); INSERT INTO country (code) VALUES ('own')")
    }

    @Test func missingParentIsNamedBeforeAnythingIsWritten() async throws {
        let (_, promoter) = try shop()
        try promoter.target.psql(
            "DELETE FROM product_tag; DELETE FROM product; DELETE FROM company; DELETE FROM country")
        let rules =
            Shop.rules.filter { $0.name != "country" } + [
                TableRule(name: "country", match: ["code"], filter: "code <> 'fr'")
            ]
        let error = try await Promoter(rules).refusal()
        #expect(error.code == .badData)
        #expect(error.problem.contains("reference public.country.code by country_id"))
        #expect(error.detail?.contains("country_id=fr") == true)
    }

    @Test func referencesThatLeadNowhereAreNamed() async throws {
        let (_, promoter) = try shop()
        try promoter.source.psql(
            """
            ALTER TABLE product DROP CONSTRAINT product_sold_in_fkey; UPDATE product SET sold_in = 77 WHERE sku = 's1'
            """)
        let error = try await promoter.refusal()
        #expect(error.code == .badData)
        #expect(error.problem.contains("6 rows in staging reference rows by sold_in"))
        #expect(error.detail == "sold_in=77")
    }

    @Test func theConstraintMayBeOnOneSideOnly() async throws {
        let (_, promoter) = try shop()
        for database in [promoter.source, promoter.target] {
            let other = database.name == promoter.source.name ? promoter.target : promoter.source
            try database.psql("ALTER TABLE product DROP CONSTRAINT product_sold_in_fkey")
            try promoter.source.psql(
                "UPDATE product SET sold_in = (SELECT id FROM country WHERE code = 'it') WHERE sku = 's1'")
            try await promoter.sync()
            #expect(try Shop.content(promoter.target) == Shop.content(promoter.source))
            try other.psql("UPDATE product SET sold_in = NULL WHERE sku = 's1'")
            try database.psql(
                "ALTER TABLE product ADD CONSTRAINT product_sold_in_fkey FOREIGN KEY (sold_in) REFERENCES country")
        }
    }

    @Test func oneTableOfTheJob() async throws {
        let (_, promoter) = try shop()
        try promoter.source.psql("UPDATE product SET title = 'x', category_id = NULL; UPDATE country SET name = 'y'")
        var options = Planner.Options()
        options.tables = ["product"]
        try await promoter.sync(options)
        #expect(try await promoter.plan().summary == ["country: +0 ~3 -0"])
    }

    @Test func keysThatNameEachOtherAreRefused() async throws {
        try TestEnvironments.current.psql(
            """
            CREATE TABLE a (id serial PRIMARY KEY, b int, code text);
            CREATE TABLE b (id serial PRIMARY KEY, a int REFERENCES a, code text);
            ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b
            """)
        let error = try await Promoter(
            TableRule(name: "a", match: ["b", "code"]), TableRule(name: "b", match: ["a", "code"])
        ).refusal()
        #expect(error.code == .configuration)
        #expect("\(error)".contains("leads back to it"))
    }
}
