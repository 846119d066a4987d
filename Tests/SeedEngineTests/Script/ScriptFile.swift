import Foundation
import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// A plan's script in a file, and psql, which runs it as a person would.
struct ScriptFile {
    let path: String

    init(_ script: SQLScript) throws {
        path = try TestScratch.makeDirectory("script") + "/it's a plan.sql"
        try Data().write(to: URL(filePath: path))
        let file = try #require(FileHandle(forWritingAtPath: path))
        try script.write { try file.write(contentsOf: Data($0.utf8)) }
        try file.close()
    }

    var text: String { get throws { try String(contentsOfFile: path, encoding: .utf8) } }

    func run(
        _ database: TestDatabase, _ options: [String] = [], environment: [String: String] = [:]
    ) async throws -> CommandResult {
        try await CommandRun(
            ["psql", "-X"] + options + ["-d", database.connectionString, "-f", path], environment: environment
        ).run()
    }
}
