import Foundation
import SeedTestKit

@testable import seedd

/// A folder with a configuration for the two databases of a test case, and commands that are run there.
struct Workplace {
    let directory: String
    let environments: TestEnvironments

    /// Feature flags of which staging has three and production two, one of them edited.
    static let flags = """
        CREATE TABLE flags (code text PRIMARY KEY, enabled boolean NOT NULL, note text);
        """

    static let jobs = """
        flags:
          from: staging
          to: production
          guards: {max_changed: 100%, max_deletes: 100%}
          tables: [{name: public.flags, mode: mirror}]
        """

    /// `jobs` is that section of the configuration; `production` are more members of the target's environment.
    init(jobs: String = Self.jobs, production: String = "") throws {
        try self.init(empty: TestEnvironments.current)
        try environments.psql(Self.flags)
        try environments.source.psql(
            "INSERT INTO flags VALUES ('a', true, 'new'), ('b', false, NULL), ('c', true, 'x')")
        try environments.target.psql("INSERT INTO flags VALUES ('a', false, 'old'), ('d', true, NULL)")
        try configure(jobs: jobs, production: production)
    }

    /// Without a table, and with no configuration but what the folder holds.
    init(empty environments: TestEnvironments, directory: String? = nil) throws {
        self.environments = environments
        self.directory = try directory ?? TestScratch.makeDirectory("place")
    }

    func configure(
        jobs: String = Self.jobs, production: String = "", source: String? = nil, target: String? = nil
    ) throws {
        let source = source ?? environments.source.connectionString
        let target = target ?? environments.target.connectionString
        try write(
            """
            version: 1
            environments:
              staging: {url: "\(source)"}
              production:
                url: "\(target)"
            \(Self.indented(production, by: 4))
            jobs:
            \(Self.indented(jobs, by: 2))
            """, to: "seedd.yaml")
    }

    private static func indented(_ text: String, by count: Int) -> String {
        let blank = String(repeating: " ", count: count)
        return text.split(separator: "\n").map { blank + $0 }.joined(separator: "\n")
    }

    func write(_ text: String, to name: String) throws {
        let path = "\(directory)/\(name)"
        try Data(text.utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }

    func names(in folder: String = "") -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: "\(directory)/\(folder)")
        return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }

    /// Runs a command line in this process.
    func run(
        _ arguments: String..., variables: [String: String] = [:], answer: String? = nil,
        answers: [String]? = nil, log: LogPlace = .none
    ) async -> Outcome {
        let answers = answers.map { TypedAnswers($0) } ?? answer.map { TypedAnswers(always: $0) }
        return await run(arguments: arguments, variables: variables, answers: answers, log: log)
    }

    func run(
        arguments: [String], variables: [String: String] = [:], answers: TypedAnswers? = nil,
        log: LogPlace = .none
    ) async -> Outcome {
        let collected = CollectedOutput()
        let context = collected.context(variables: variables, directory: directory, answers: answers, log: log)
        let code = await Seedd.run(arguments: arguments, context)
        return Outcome(code: code, output: collected.output, error: collected.error)
    }

    /// Runs the built program.
    func program(_ arguments: [String], variables: [String: String] = [:]) async throws -> Outcome {
        let command = CommandRun([try CommandRun.seeddPath] + arguments, environment: variables, directory: directory)
        let result = try await command.run()
        return Outcome(
            code: Int32(result.exitCode ?? -1), output: result.standardOutput, error: result.standardError)
    }

    /// The target's rows, in order.
    func rows() throws -> String { try environments.target.psql("SELECT * FROM flags ORDER BY code COLLATE \"C\"") }

    /// Rows of `rows()` before and after a promotion.
    static let before = "a|f|old\nd|t|"
    static let after = "a|t|new\nb|f|\nc|t|x"
}
