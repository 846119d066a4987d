import Foundation
import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// What an export is for: `sh restore.sh` brings back every byte, with no seedd in sight.
@Suite(.environments)
struct ExportRestoreTests {
    private func prepare() throws -> (Promoter, TestDatabase) {
        let databases = try TestEnvironments.current
        try databases.psql(HostileSchema.tables + HostileSchema.rows)
        try databases.source.psql(HostileSchema.edits)
        return (try .mirror("public"), databases.target)
    }

    @Test func everyByteComesBack() async throws {
        let (promoter, target) = try prepare()
        let before = try target.digests(schema: "public")
        let run = try await promoter.sync()
        let after = try target.digests(schema: "public")
        #expect(before != after)
        let exported = try promoter.export(run)

        let preview = try promoter.restore(exported, "--dry-run")
        #expect(preview.exitCode == 0, "\(preview)")
        #expect(preview.standardOutput.contains("nothing was written"))
        #expect(try target.digests(schema: "public") == after)

        let outcome = try promoter.restore(exported)
        #expect(outcome.exitCode == 0, "\(outcome)")
        #expect(outcome.standardOutput.contains("restored"))
        #expect(try target.digests(schema: "public") == before)
        #expect(!FileManager.default.fileExists(atPath: "\(exported.directory)/pwned"))
        let again = try promoter.restore(exported, "--dry-run").standardOutput
        #expect(again.matches(of: #/public\..*\| +0 \| +0 \| +0 \|/#).count == 6, "\(again)")
        // Only one table has a value that needs it.
        let script = try String(contentsOfFile: "\(exported.directory)/restore.sql", encoding: .utf8)
        #expect(script.components(separatedBy: #"ESCAPE '\'"#).count == 2)
    }

    @Test func deltasAreApplied() async throws {
        let (promoter, target) = try prepare()
        try await target.waitForTransactionsUnderWay()
        try await promoter.sync()
        try await target.waitForTransactionsUnderWay()
        try promoter.source.psql(
            "UPDATE single SET v = NULL WHERE id = '500'; DELETE FROM single WHERE id = '600'; INSERT INTO single VALUES ('', '')"
        )
        try await promoter.sync()
        try await target.waitForTransactionsUnderWay()
        let before = try target.digests(schema: "public")
        try promoter.source.psql("UPDATE single SET v = ''; DELETE FROM single WHERE id = '700'")
        let run = try await promoter.sync()
        let manifest = try promoter.store.open(try #require(SnapshotID(run.snapshot ?? ""))).manifest
        #expect(manifest.tables.map { $0.deltas?.count } == [2])
        let outcome = try promoter.restore(try promoter.export(run))
        #expect(outcome.exitCode == 0, "\(outcome)")
        #expect(try target.digests(schema: "public") == before)
    }

    /// Rows of others may be inside the filter by now: they stay.
    @Test func filteredTableLosesNoRow() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE t (id int PRIMARY KEY, live bool, v text, seen text);
            INSERT INTO t VALUES (1, true, 'a'), (2, true, NULL), (3, false, 'c')
            """)
        try databases.source.psql("UPDATE t SET v = 'x'; DELETE FROM t WHERE id = 2; INSERT INTO t VALUES (4, true)")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror, filter: "live --\n", ignore: ["seen"]))
        let run = try await promoter.sync()
        try databases.target.psql("UPDATE t SET seen = 'now'")
        let exported = try promoter.export(run)
        let outcome = try promoter.restore(exported)
        #expect(outcome.exitCode == 0, "\(outcome)")
        #expect(
            try databases.target.psql("SELECT id, v, v IS NULL, seen FROM t ORDER BY id")
                == "1|a|f|now\n2||t|\n3|c|f|now\n4||t|now")
        let script = try String(contentsOfFile: "\(exported.directory)/restore.sql", encoding: .utf8)
        #expect(!script.contains("DELETE FROM"))
        #expect(script.contains("so none is deleted: "))
    }

    @Test func sequenceIsMovedPastRestoredIds() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            "CREATE TABLE t (id serial PRIMARY KEY, v text); INSERT INTO t (v) SELECT 'a' FROM generate_series(1, 9)")
        try databases.source.psql("DELETE FROM t WHERE id > 3")
        let promoter = try Promoter.mirror("public")
        let run = try await promoter.sync()
        try databases.target.psql("SELECT setval('t_id_seq', 3)")
        let exported = try promoter.export(run)
        #expect(try promoter.restore(exported, "--dry-run").exitCode == 0)
        #expect(try databases.target.psql("SELECT last_value FROM t_id_seq") == "3")
        #expect(try promoter.restore(exported).exitCode == 0)
        #expect(try databases.target.psql("INSERT INTO t (v) VALUES ('next') RETURNING id") == "10")
    }

    @Test func restoreStopsBeforeRowsOfOtherTablesGoAlong() async throws {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1)")
        try databases.source.psql("INSERT INTO t VALUES (2)")
        let promoter = try Promoter.mirror("public")
        let run = try await promoter.sync()
        try databases.target.psql(
            "CREATE TABLE orders (t int REFERENCES t ON DELETE CASCADE); INSERT INTO orders VALUES (1), (2)")
        let outcome = try promoter.restore(try promoter.export(run))
        #expect(outcome.exitCode == 3, "\(outcome)")
        #expect(outcome.standardError.contains("1 rows of public.orders"), "\(outcome)")
        #expect(try databases.target.psql("SELECT * FROM orders") == "1\n2")
    }

    /// A row that a trigger writes otherwise is not the row that was saved.
    @Test func restoreThatATriggerSpoilsIsTakenBack() async throws {
        let (promoter, target) = try prepare()
        let run = try await promoter.sync()
        try target.psql(
            """
            CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.v := 'spoilt'; RETURN NEW; END $$;
            CREATE TRIGGER spoil BEFORE INSERT OR UPDATE ON single FOR EACH ROW EXECUTE FUNCTION spoil()
            """)
        let after = try target.digests(schema: "public")
        let outcome = try promoter.restore(try promoter.export(run))
        #expect(outcome.exitCode == 3, "\(outcome)")
        #expect(outcome.standardError.contains("a trigger may have changed them"), "\(outcome)")
        #expect(try target.digests(schema: "public") == after)
    }

    /// With and without the check before it: a file that ends early is an error of psql as well.
    @Test(arguments: [true, false])
    func damagedExportWritesNothing(withSums: Bool) async throws {
        let (promoter, target) = try prepare()
        let run = try await promoter.sync()
        let after = try target.digests(schema: "public")
        let exported = try promoter.export(run)
        let path = "\(exported.directory)/public.single.csv.zst"
        let bytes = try Data(contentsOf: URL(filePath: path))
        try bytes.dropLast(100).write(to: URL(filePath: path))
        if !withSums { try Data().write(to: URL(filePath: "\(exported.directory)/SHA256SUMS")) }
        let outcome =
            withSums
            ? try promoter.restore(exported)
            : try CommandRun(
                ["psql", "-X", "-f", "restore.sql", target.connectionString], directory: exported.directory
            ).runBlocking()
        #expect(outcome.exitCode == (withSums ? 65 : 3), "\(outcome)")
        #expect(try target.digests(schema: "public") == after)
    }
}
