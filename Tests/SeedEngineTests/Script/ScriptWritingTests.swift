import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// What a script writes, and what it does not, beside `RandomScriptTests`.
@Suite(.environments)
struct ScriptWritingTests {
    @Test func hostileNamesAndValues() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(HostileSchema.tables + HostileSchema.rows)
        try databases.source.psql(HostileSchema.edits)
        try await Promoter.mirror("public").expectParity()
    }

    @Test func referencesToRowsOfOtherIds() async throws {
        let databases = try TestEnvironments.current
        _ = try Shop(databases)
        try databases.source.psql(
            """
            DELETE FROM product_tag WHERE tag_id = (SELECT id FROM tag WHERE name = 'new');
            INSERT INTO country (code, name) VALUES ('pt', 'Portugal');
            INSERT INTO company (country_id, vat, name) SELECT id, '9', 'pt9' FROM country WHERE code = 'pt';
            INSERT INTO product (company_id, sku, title) SELECT id, 's9', 'Port' FROM company WHERE vat = '9';
            INSERT INTO product_tag SELECT p.id, t.id, 1 FROM product p, tag t WHERE sku = 's9' AND t.name = 'cheap';
            UPDATE category SET parent_id = (SELECT id FROM category WHERE slug = 'root') WHERE slug = 'red'
            """)
        let promoter = try Promoter(Shop.rules)
        let outcome = try await promoter.script().run(databases.target)
        #expect(outcome.exitCode == 0, "\(outcome)")
        #expect(try Shop.content(databases.target) == Shop.content(databases.source))
        #expect(try await promoter.plan().isEmpty)
    }

    /// Parked where a value is free; deleted and inserted again where none is; refused where a reference forbids that.
    @Test(arguments: [
        "int", "text", "text NOT NULL CHECK (length(v) = 1)", "bool NOT NULL", "int4range NOT NULL",
        "citext COLLATE \"C\"",
    ])
    func uniqueValuesChangeHands(_ type: String) async throws {
        let databases = try TestEnvironments.current
        let (one, two) =
            type.hasPrefix("bool") ? ("true", "false") : type.hasPrefix("int4range") ? ("[1,2)", "[3,4)") : ("1", "2")
        try databases.psql(
            """
            CREATE EXTENSION citext; CREATE TABLE t (id int PRIMARY KEY, v \(type) UNIQUE, note text);
            INSERT INTO t VALUES (1, '\(one)', 'a'), (2, '\(two)', 'b')
            """)
        try databases.source.psql(
            "DELETE FROM t WHERE id = 1; UPDATE t SET v = '\(one)' WHERE id = 2; INSERT INTO t VALUES (1, '\(two)', 'a')"
        )
        try await Promoter.mirror("public").expectParity()
    }

    @Test func aSwapThatHasNoWayIsRefused() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE t (id int PRIMARY KEY, v bool NOT NULL UNIQUE); INSERT INTO t VALUES (1, true), (2, false);
            CREATE TABLE child (id int PRIMARY KEY, t int REFERENCES t ON DELETE CASCADE); INSERT INTO child VALUES (1, 1)
            """)
        try databases.source.psql(
            "DELETE FROM child; DELETE FROM t; INSERT INTO t VALUES (2, true), (1, false); INSERT INTO child VALUES (1, 1)"
        )
        let promoter = try Promoter.mirror("public")
        try await promoter.expectRefused(
            try await promoter.script(), "hand values of the unique key t_v_key to each other")
    }

    @Test func aReferencedValueThatIsTakenOver() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE p (id int PRIMARY KEY, code text NOT NULL UNIQUE); INSERT INTO p VALUES (1, 'a'), (2, 'b');
            CREATE TABLE c (id int PRIMARY KEY, p text REFERENCES p (code)); INSERT INTO c VALUES (1, 'a'), (2, 'b')
            """)
        try databases.source.psql(
            "BEGIN; DELETE FROM c; DELETE FROM p WHERE id = 1; INSERT INTO p VALUES (3, 'a'); INSERT INTO c VALUES (1, 'a'), (2, 'b'); COMMIT"
        )
        try await Promoter.mirror("public").expectParity()
    }

    @Test func rowsOutsideThePlanAreNotReached() async throws {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE TABLE p (id int PRIMARY KEY); INSERT INTO p VALUES (1), (2)")
        try databases.source.psql("DELETE FROM p WHERE id = 2")
        let promoter = try Promoter.mirror("public")
        let script = try await promoter.script()
        try databases.target.psql(
            "CREATE TABLE orders (id int PRIMARY KEY, p int REFERENCES p ON DELETE CASCADE); INSERT INTO orders VALUES (7, 2)"
        )
        // The plan does not know the table; one of today does.
        try await promoter.expectRefused(script, "foreign key orders_p_fkey of public.orders")
        try await promoter.expectRefused(
            try await Promoter(TableRule(name: "p", mode: .mirror)).script(), "rows of public.orders outside the plan")
    }

    @Test func packedRowsAndGeneratedColumns() async throws {
        let databases = try TestEnvironments.current
        let columns = (1...1598).map { "c\($0) int" }.joined(separator: ", ")
        try databases.psql(
            """
            CREATE TABLE wide (id text PRIMARY KEY, \(columns)); INSERT INTO wide (id, c1) VALUES ('a', 1), ('b"\\,', 2);
            CREATE TABLE g (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a int, b int GENERATED ALWAYS AS (a * 2) STORED)
            """)
        try databases.source.psql(
            "UPDATE wide SET c1598 = 9; INSERT INTO wide (id) VALUES (E'new\\t\\\\'); INSERT INTO g (a) SELECT generate_series(1, 1500)"
        )
        try await Promoter.mirror("public").expectParity()
    }
}
