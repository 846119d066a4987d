/// PostgreSQL's own client, so that tests assert by other means than the code they test.
package struct Psql: Sendable {
    private static let options = ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1"]

    private let connection: ConnectionString

    package init(_ connection: ConnectionString) { self.connection = connection }

    /// Runs a script, statement by statement, and returns what it printed: rows in lines, columns parted by `|`.
    package func run(_ sql: String) throws -> String {
        try run(CommandRun(Self.options + ["-d", connection.text], input: .text(sql)))
    }

    /// Runs a file, unpacked on the way when its name ends in `.gz`.
    package func run(file: String) throws {
        let pipeline = #"set -o pipefail; gzip -dc -- "$1" | psql "${@:2}" >/dev/null"#
        let options = Self.options + ["-d", connection.text]
        let command =
            file.hasSuffix(".gz")
            ? CommandRun(["bash", "-c", pipeline, "bash", file] + options.dropFirst())
            : CommandRun(options + ["-f", file])
        _ = try run(command)
    }

    private func run(_ command: CommandRun) throws -> String {
        let result = try command.runBlocking(within: .seconds(120))
        guard result.exitCode == 0 else { throw PsqlError(message: result.standardError) }
        return result.standardOutput.hasSuffix("\n")
            ? String(result.standardOutput.dropLast()) : result.standardOutput
    }
}
