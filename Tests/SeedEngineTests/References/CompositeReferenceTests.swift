import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Foreign keys of several columns, of which some are the same in every environment and some are not.
@Suite(.environments)
struct CompositeReferenceTests {
    private static let schema = """
        CREATE TABLE tenant (id serial PRIMARY KEY, code text NOT NULL UNIQUE);
        CREATE TABLE person (tenant_id int NOT NULL REFERENCES tenant, id serial, region text NOT NULL DEFAULT 'r', mail text NOT NULL,
            boss int, PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, mail), UNIQUE (region, id),
            FOREIGN KEY (tenant_id, boss) REFERENCES person);
        CREATE TABLE note (code text PRIMARY KEY, tenant_id int NOT NULL REFERENCES tenant, person_id int, region text, seen_by int,
            FOREIGN KEY (tenant_id, person_id) REFERENCES person, FOREIGN KEY (region, seen_by) REFERENCES person (region, id));
        """

    private static let content = """
        SELECT t.code, p.mail, b.mail AS boss FROM person p JOIN tenant t ON t.id = p.tenant_id
            LEFT JOIN person b ON b.tenant_id = p.tenant_id AND b.id = p.boss ORDER BY 1, 2;
        SELECT n.code, t.code, p.mail, n.region, s.mail FROM note n JOIN tenant t ON t.id = n.tenant_id
            LEFT JOIN person p ON p.tenant_id = n.tenant_id AND p.id = n.person_id LEFT JOIN person s ON s.id = n.seen_by
            ORDER BY 1;
        """

    private func promoter() throws -> Promoter {
        let databases = try TestEnvironments.current
        try databases.psql(Self.schema)
        try databases.target.psql("SELECT setval('tenant_id_seq', 70), setval('person_id_seq', 7000)")
        for database in [databases.source, databases.target] {
            try database.psql(
                """
                INSERT INTO tenant (code) VALUES ('t1'), ('t2');
                INSERT INTO person (tenant_id, mail) SELECT t.id, m FROM tenant t, unnest(ARRAY['a', 'b', 'c']) m;
                UPDATE person p SET boss = b.id FROM person b WHERE b.tenant_id = p.tenant_id AND b.mail = 'a' AND p.mail = 'b';
                INSERT INTO note SELECT t.code || p.mail, t.id, p.id, p.region, p.id FROM person p JOIN tenant t ON t.id = tenant_id;
                INSERT INTO note (code, tenant_id) SELECT code, id FROM tenant
                """)
        }
        return try Promoter(
            TableRule(name: "tenant", match: ["code"], mode: .mirror),
            TableRule(name: "person", match: ["tenant_id", "mail"], mode: .mirror),
            TableRule(name: "note", mode: .mirror))
    }

    @Test func everyColumnFindsItsRow() async throws {
        let promoter = try promoter()
        #expect(try await promoter.plan().summary == [])
        try promoter.source.psql(
            """
            INSERT INTO tenant (code) VALUES ('t3'); INSERT INTO person (tenant_id, mail) SELECT id, 'n' FROM tenant;
            UPDATE person p SET boss = b.id FROM person b WHERE b.tenant_id = p.tenant_id AND b.mail = 'n' AND p.mail <> 'b';
            UPDATE note SET person_id = NULL, seen_by = NULL WHERE code = 't1a';
            UPDATE note n SET tenant_id = t.id, person_id = p.id FROM tenant t JOIN person p ON p.tenant_id = t.id
                WHERE n.code = 't1b' AND t.code = 't3';
            INSERT INTO note SELECT 'new' || t.code, t.id, p.id, p.region, p.id FROM person p JOIN tenant t ON t.id = tenant_id
                WHERE mail = 'n';
            DELETE FROM note WHERE code = 't2c'; DELETE FROM person p USING tenant t WHERE t.id = tenant_id AND t.code || mail = 't2c'
            """)
        let before = try promoter.target.digests()
        let run = try await promoter.sync()
        #expect(try promoter.target.psql(Self.content) == promoter.source.psql(Self.content))
        #expect(try await promoter.plan().summary == [])
        try await promoter.rollback(run)
        #expect(try promoter.target.digests() == before)
    }

    /// MATCH SIMPLE: with a NULL beside it, what the other column holds is checked by nobody, and can't be told.
    @Test func halfAReferenceIsNamed() async throws {
        let promoter = try promoter()
        try promoter.source.psql("UPDATE note SET region = NULL WHERE code = 't1c'")
        let error = try await promoter.refusal()
        #expect(error.code == .badData)
        #expect(error.problem.contains("1 row in staging references rows by seen_by"))
    }
}
