import Foundation
import SeedTestKit
import Testing

/// A job over three tables that differ in every way, the `seedd` that was built, and a digest that owes nothing to it.
struct FaultFixture: Sendable {
    static let schema = """
        CREATE TABLE currency (code text PRIMARY KEY, name text NOT NULL);
        CREATE TABLE price (id int PRIMARY KEY, currency text NOT NULL REFERENCES currency, amount numeric, note text);
        CREATE TABLE flag (code text PRIMARY KEY, enabled boolean NOT NULL);
        """
    static let tables = ["currency", "price", "flag"]

    let source: TestDatabase
    let target: TestDatabase
    /// Holds the configuration and the snapshots; the working directory of the commands.
    let directory: String
    /// What both databases hold at first.
    let initialRows: String

    init(_ environments: TestEnvironments, rows: Int = 300) throws {
        try self.init(source: environments.source, target: environments.target, rows: rows)
    }

    init(source: TestDatabase, target: TestDatabase, rows: Int = 300) throws {
        self.source = source
        self.target = target
        directory = try TestScratch.makeDirectory("fault")
        initialRows = """

            INSERT INTO currency SELECT 'C' || n, 'Currency ' || n FROM generate_series(1, \(rows / 10)) n;
            INSERT INTO price SELECT n, 'C' || 1 + n % \(rows / 10), n * 1.10, repeat('note ', 20)
                FROM generate_series(1, \(rows)) n;
            INSERT INTO flag SELECT 'F' || n, n % 2 = 0 FROM generate_series(1, 50) n;
            """
        for database in [source, target] {
            try database.psql(Self.schema + initialRows)
        }
        try source.psql(
            """
            INSERT INTO currency VALUES ('NEW', 'New''s');
            INSERT INTO price SELECT \(rows) + n, 'NEW', n, 'x' FROM generate_series(1, \(rows / 10)) n;
            UPDATE price SET amount = amount + 1 WHERE id % 7 = 0;
            DELETE FROM price WHERE id % 50 = 1;
            UPDATE flag SET enabled = NOT enabled WHERE code = 'F7';
            """)
        try configure()
    }

    /// Writes the configuration anew.
    ///
    /// - Parameters: connection strings instead of the databases' own, and lines of an environment or the file.
    func configure(
        source sourceURL: String? = nil, target targetURL: String? = nil, targetSettings: String = "",
        snapshots: String = "snapshots", mode: String = "mirror"
    ) throws {
        let text = """
            version: 1
            environments:
              staging: {url: "\(sourceURL ?? source.connectionString)"}
              production:
                url: "\(targetURL ?? target.connectionString)"
                \(targetSettings)
            jobs:
              config:
                from: staging
                to: production
                guards: {max_changed: 100%, max_deletes: 100%}
                tables:
                  - {name: public.currency, mode: \(mode)}
                  - {name: public.price, mode: \(mode)}
                  - {name: public.flag, mode: \(mode)}
            snapshots:
              directory: \(snapshots)
            """
        let file = "\(directory)/seedd.yaml"
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    }

    func seedd(_ arguments: String..., environment: [String: String] = [:]) throws -> CommandRun {
        CommandRun([try CommandRun.seeddPath] + arguments, environment: environment, directory: directory)
    }

    func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> CommandResult {
        try await CommandRun([try CommandRun.seeddPath] + arguments, environment: environment, directory: directory)
            .run()
    }

    /// Starts a sync that stops at a point of the apply, and waits until it has.
    func paused(at point: String, _ arguments: String...) async throws -> RunningCommand {
        let command = try CommandRun(
            [try CommandRun.seeddPath, "sync", "--apply"] + arguments, environment: ["SEEDD_PAUSE_POINT": point],
            directory: directory
        ).start()
        try await command.waitUntilStopped()
        return command
    }

    /// Counts and contents of all tables of a database.
    static func digest(_ database: TestDatabase) throws -> String {
        try database.psql(
            tables.map { table in
                "SELECT count(*), md5(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE \"C\")) FROM \(table) t;"
            }.joined(separator: "\n"))
    }

    /// Runs the target remembers.
    func recordedRuns() throws -> Int {
        guard try target.psql("SELECT to_regclass('seedd.run') IS NOT NULL") == "t" else { return 0 }
        return Int(try target.psql("SELECT count(*) FROM seedd.run")) ?? -1
    }

    /// Folders of the store that writers left unfinished.
    func unfinishedSnapshots() throws -> [String] {
        let path = "\(directory)/snapshots"
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasPrefix(".tmp") }
    }
}
