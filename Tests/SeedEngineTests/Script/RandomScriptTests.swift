import Foundation
import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Scripts of plans that nobody thought of do what runs do. `SEEDD_ZOO_SEED=n` and `SEEDD_TEST_SEED=n` repeat the case
/// that a failure names.
struct RandomScriptTests {
    private static let isThorough = ProcessInfo.processInfo.environment["SEEDD_TEST_FAULTS"] == "all"

    private static func drawn(_ variable: String, _ usual: UInt64) -> [UInt64] {
        if let seed = ProcessInfo.processInfo.environment[variable].flatMap({ UInt64($0) }) { return [seed] }
        let first = TestSeed.first
        return (0..<(isThorough ? 10 * usual : usual)).map { first + $0 }
    }

    private static let zoos: [[UInt64]] = {
        let seeds = drawn("SEEDD_ZOO_SEED", 20)
        return stride(from: 0, to: seeds.count, by: 10).map { Array(seeds[$0..<min($0 + 10, seeds.count)]) }
    }()

    @Test(.environments, arguments: zoos)
    func aScriptDoesWhatARunDoes(seeds: [UInt64]) async throws {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE EXTENSION citext; CREATE EXTENSION hstore; CREATE EXTENSION btree_gist")
        var written = 0
        for seed in seeds where try await isWritten(ZooCase(Zoo(seed: seed), databases), "SEEDD_ZOO_SEED=\(seed)") {
            written += 1
        }
        if seeds.count > 5 { #expect(written * 2 > seeds.count, "hardly any case is written") }
    }

    /// Compares script and run; whether they wrote.
    private func isWritten(_ zoo: ZooCase, _ name: String) async throws -> Bool {
        let (source, target) = (zoo.databases.source, zoo.databases.target)
        defer {
            try? zoo.databases.psql("SET client_min_messages = error; DROP SCHEMA IF EXISTS \(zoo.schema) CASCADE")
        }
        let rules = try zoo.create().map(zoo.rule)
        guard !rules.isEmpty else { return false }
        let copy = try TestServer.shared.copy(target)
        defer { try? TestServer.shared.drop([copy]) }
        let (promoter, runner) = (
            try Promoter(rules, source: source, target: target), try Promoter(rules, source: source, target: copy)
        )
        let before = try target.digests(schema: zoo.schema)
        var refusal: SeedError?
        do {
            try await runner.sync()
        } catch let error as SeedError {
            refusal = error
        }
        let script: ScriptFile
        do {
            script = try await promoter.script()
        } catch let error as SeedError {
            #expect(refusal?.problem == error.problem, "\(name): only the script is refused: \(error)")
            return false
        }
        let outcome = try await script.run(target)
        let after = try target.digests(schema: zoo.schema)
        if let refusal {
            #expect(outcome.exitCode == 3, "\(name): only the run is refused: \(refusal)")
            #expect(after == before, "\(name): a refused script wrote")
            return false
        }
        #expect(outcome.exitCode == 0, "\(name): \(outcome.standardError)")
        #expect(after == (try copy.digests(schema: zoo.schema)), "\(name): script and run differ")
        #expect(try await promoter.plan().summary == [], "\(name): the plan after the script")
        return after != before
    }

    @Test(.environments, arguments: drawn("SEEDD_TEST_SEED", 4))
    func referencesLeadToTheSameRows(seed: UInt64) async throws {
        let databases = try TestEnvironments.current
        var schema = RandomReferences(seed: seed)
        try databases.source.psql(schema.creation(firstID: 100))
        try databases.target.psql(schema.creation(firstID: 90_000))
        let promoter = try Promoter(schema.rules)
        for round in 0..<3 {
            try databases.source.psql(schema.edits(round == 0 ? 60 : 25).map(Self.attempt).joined())
            if round == 2 { try databases.target.psql(schema.edits(10).map(Self.attempt).joined()) }
            let outcome = try await promoter.script().run(databases.target)
            #expect(outcome.exitCode == 0, "round \(round): \(outcome.standardError)")
            #expect(
                try databases.target.psql(schema.content) == databases.source.psql(schema.content), "round \(round)")
            #expect(try await promoter.plan().summary == [], "round \(round)")
        }
    }

    private static func attempt(_ edit: String) -> String {
        "DO $$ BEGIN \(edit); EXCEPTION WHEN others THEN NULL; END $$;\n"
    }
}
