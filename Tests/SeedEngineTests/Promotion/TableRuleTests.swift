import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Which rule holds for a table, and where its rows go.
@Suite(.environments)
struct TableRuleTests {
    private func modes(_ rules: [(String, TableRule.Mode)]) async throws -> [String] {
        try TestEnvironments.current.psql("CREATE TABLE ab (id int PRIMARY KEY); CREATE TABLE ac (id int PRIMARY KEY)")
        let plan = try await Promoter(rules.map { TableRule(name: $0.0, mode: $0.1) }).plan()
        return plan.tables.map { "\($0.target.name) \($0.projection?.mode.rawValue ?? "")" }.sorted()
    }

    @Test func aLaterPatternReplacesAnEarlierOne() async throws {
        #expect(try await modes([("public.*", .mirror), ("public.ab*", .insert)]) == ["ab insert", "ac mirror"])
    }

    @Test func aNarrowPatternIsReplacedByAWideOneAfterIt() async throws {
        #expect(try await modes([("public.ab*", .insert), ("public.*", .mirror)]) == ["ab mirror", "ac mirror"])
    }

    @Test func aNameBeatsAPatternWhereverItIs() async throws {
        #expect(try await modes([("ab", .insert), ("public.*", .mirror)]) == ["ab insert", "ac mirror"])
    }

    @Test func twoTablesDoNotGoToOne() async throws {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE TABLE ab (id int PRIMARY KEY); CREATE TABLE ac (id int PRIMARY KEY)")
        let rules = [TableRule(name: "public.a*"), TableRule(name: "public.ab", rename: "public.ac")]
        let error = try await Promoter(rules).refusal()
        #expect(error.code == .configuration)
        #expect(error.subject == "public.ac")
        #expect(error.problem.contains("public.ab and public.ac"))
    }
}
