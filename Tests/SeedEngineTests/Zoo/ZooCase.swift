import SeedModel
import SeedTestKit

@testable import SeedEngine

/// A case of the zoo in a schema of its own, promoted and rolled back.
struct ZooCase {
    let zoo: Zoo
    let databases: TestEnvironments
    let schema: String

    init(_ zoo: Zoo, _ databases: TestEnvironments) {
        self.zoo = zoo
        self.databases = databases
        schema = "zoo_\(UInt64.random(in: 0...UInt64(Int64.max)))"
    }

    func verdict() async -> ZooVerdict {
        defer { try? databases.psql("SET client_min_messages = error; DROP SCHEMA IF EXISTS \(schema) CASCADE") }
        do {
            return try await promote(try create())
        } catch {
            return .failed("\(error)")
        }
    }

    /// Makes the tables and rows on both sides; returns the rules whose tables are there.
    func create() throws -> [ZooRule] {
        try databases.source.psql(ZooStatement.script(zoo.statements, schema: schema, atSource: true))
        try databases.target.psql(ZooStatement.script(zoo.statements, schema: schema, atSource: false))
        let there = Set(
            try databases.target.psql(
                "SELECT quote_ident(relname) FROM pg_class WHERE relnamespace = '\(schema)'::regnamespace"
            ).split(separator: "\n").map(String.init))
        return zoo.rules.filter { there.contains(zoo.tables[$0.table].name) || there.contains(unquoted($0)) }
    }

    private func promote(_ rules: [ZooRule]) async throws -> ZooVerdict {
        guard !rules.isEmpty else { return .unchanged }
        let promoter = try Promoter(rules.map(rule), source: databases.source, target: databases.target)
        let rows = ZooRows(zoo: zoo, rules: rules, schema: schema)
        let before = try databases.target.digests(schema: schema)
        let (source, target) = (
            try rows.read(databases.source, isTarget: false), try rows.read(databases.target, isTarget: true)
        )
        let run: RunResult
        do {
            guard try await !promoter.plan().isEmpty else {
                return rows.differences(source, target, target).first.map { .failed("empty plan, but \($0)") }
                    ?? .unchanged
            }
            run = try await promoter.sync()
        } catch {
            guard let error = error as? SeedError, zoo.mayBeRefused(error) else {
                return .failed("refused: \(error) \((error as? SeedError)?.detail ?? "")")
            }
            return try databases.target.digests(schema: schema) == before
                ? .refused(error.description) : .failed("a refused run wrote")
        }
        if let difference = rows.differences(source, target, try rows.read(databases.target, isTarget: true)).first {
            return .failed(difference)
        }
        let after = try databases.target.digests(schema: schema)
        let reached = Set(rules.map { zoo.tables[$0.table].name })
        for table in zoo.tables where !reached.contains(table.name) {
            let key = rows.digestKey(table)
            if before[key] != after[key] { return .failed("\(table.name) is not in the job and was changed") }
        }
        let second = try await promoter.plan().summary
        guard second.isEmpty else { return .failed("the second plan is \(second)") }
        try await promoter.rollback(run)
        return try databases.target.digests(schema: schema) == before ? .promoted : .failed("the rollback is not exact")
    }

    private func unquoted(_ rule: ZooRule) -> String { zoo.tables[rule.table].name.replacing("\"", with: "") }

    func rule(_ rule: ZooRule) -> TableRule {
        TableRule(
            name: "\(schema).\(Self.plain(zoo.tables[rule.table].name))", mode: .init(rawValue: rule.mode) ?? .mirror,
            filter: rule.filter, ignore: rule.ignore.map(Self.plain))
    }

    /// A name as it is, not as SQL writes it.
    static func plain(_ name: String) -> String {
        name.hasPrefix("\"") ? String(name.dropFirst().dropLast()).replacing("\"\"", with: "\"") : name
    }
}
