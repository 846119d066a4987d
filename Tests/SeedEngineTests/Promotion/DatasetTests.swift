import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Public data sets, edited in every way at the source, promoted and rolled back.
@Suite(.environments)
struct DatasetTests {
    /// Loads the set with the extra rows on both sides and edits the source; nil where the set is not on this machine.
    private func load(_ dataset: DatasetCase) throws -> TestEnvironments? {
        let environments = try TestEnvironments.current
        guard try TestEnvironments.shareServer else {
            Issue.record("NOT TESTED: a data set is copied to the target within one server", severity: .warning)
            return nil
        }
        guard try Datasets.load(dataset.name, into: environments.source) else { return nil }
        try environments.source.psql(dataset.base)
        // A copy is what production is: triggers of a second load would stamp other times.
        _ = try TestServer.shared.psql(
            "DROP DATABASE \(environments.target.name) WITH (FORCE); "
                + "CREATE DATABASE \(environments.target.name) TEMPLATE \(environments.source.name)")
        try environments.source.psql(dataset.edits)
        return environments
    }

    @Test(arguments: DatasetCase.all)
    func targetBecomesTheSourceAndBack(_ dataset: DatasetCase) async throws {
        guard let environments = try load(dataset) else { return }
        if !dataset.dropTriggers.isEmpty { try environments.target.psql(dataset.dropTriggers) }
        let (source, target) = (environments.source, environments.target)
        let promoter = try Promoter.mirror(dataset.schema)
        let (before, wanted) = (try target.digests(), try source.digests())
        #expect(before != wanted)

        let plan = try await promoter.plan()
        #expect(plan.summary == dataset.expected)
        #expect(try target.digests() == before, "a plan wrote")
        let run = try await promoter.sync()
        #expect(try target.digests() == wanted)
        #expect(try source.digests() == wanted)
        #expect(try await promoter.plan().isEmpty)

        let undo = try await promoter.rollback(run)
        #expect(try target.digests() == before)
        try await promoter.rollback(undo)
        #expect(try target.digests() == wanted)
    }

    @Test(arguments: DatasetCase.all)
    func exportBringsTheTargetBackWithoutSeedd(_ dataset: DatasetCase) async throws {
        guard let target = try load(dataset)?.target else { return }
        if !dataset.dropTriggers.isEmpty { try target.psql(dataset.dropTriggers) }
        let promoter = try Promoter.mirror(dataset.schema)
        let before = try target.digests()
        let outcome = try promoter.restore(try promoter.export(try await promoter.sync()))
        #expect(outcome.exitCode == 0, "\(outcome)")
        #expect(try target.digests() == before)
    }

    @Test(arguments: [DatasetCase.pagila, .refdata])
    func stampsThatTriggersSetAreLeftToThem(_ dataset: DatasetCase) async throws {
        guard let environments = try load(dataset), let stamp = dataset.stamp else { return }
        let (source, target) = (environments.source, environments.target)
        let promoter = try Promoter.mirror(dataset.schema)
        let before = try target.digests(dataset, without: stamp)
        let run = try await promoter.sync()
        #expect(try target.digests(dataset, without: stamp) == source.digests(dataset, without: stamp))
        #expect(try target.psql("SELECT DISTINCT column_name FROM seedd.touched") == stamp)
        #expect(try await promoter.plan().isEmpty)
        try await promoter.rollback(run)
        #expect(try target.digests(dataset, without: stamp) == before)
    }

    @Test(arguments: [DatasetCase.pagila, .refdata])
    func stampsThatTriggersSetAreIgnored(_ dataset: DatasetCase) async throws {
        guard let environments = try load(dataset), let stamp = dataset.stamp else { return }
        let promoter = try Promoter.mirror(dataset.schema, ignore: [stamp])
        #expect(try await promoter.plan().summary == dataset.expected)
        try await promoter.sync()
        #expect(try await promoter.plan().isEmpty)
        #expect(
            try environments.source.digests(dataset, without: stamp)
                == environments.target.digests(dataset, without: stamp))
    }
}

extension TestDatabase {
    /// Of the tables that a set's edits change, whatever is in one of their columns.
    fileprivate func digests(_ dataset: DatasetCase, without stamp: String) throws -> [String] {
        let rows = "(to_jsonb(t) - '\(stamp)')::text"
        return try dataset.expected.map { $0.split(separator: ":")[0] }.map { table in
            try psql(
                "SELECT c.relname, md5(string_agg(\(rows), '' ORDER BY \(rows))) FROM \(dataset.schema).\"\(table)\" t, "
                    + "pg_class c WHERE c.oid = t.tableoid GROUP BY 1 ORDER BY 1")
        }
    }
}
