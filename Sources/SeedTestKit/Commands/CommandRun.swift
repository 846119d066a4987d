import Foundation

/// A command to run as a user would: its own process, its own environment, everything it writes captured.
package struct CommandRun: Sendable {
    package enum Input: Sendable {
        /// `/dev/null`.
        case empty
        case text(String)
        case file(String)
    }

    /// The program, looked up in PATH unless it has a slash, then its arguments.
    package var arguments: [String]
    package var input = Input.empty
    /// Variables beside `baseEnvironment`, or instead of its own.
    package var environment: [String: String] = [:]
    /// The calling process's working directory when nil.
    package var directory: String?
    /// Killed with the test process, should it end before the command.
    var isMarked = true

    package init(
        _ arguments: [String], input: Input = .empty, environment: [String: String] = [:], directory: String? = nil
    ) {
        self.arguments = arguments
        self.input = input
        self.environment = environment
        self.directory = directory
    }

    /// What every command gets: nothing of the caller's settings but what programs need to be found and sanitizers to
    /// be configured.
    package static let baseEnvironment: [String: String] = {
        let kept = ["PATH", "HOME", "LD_LIBRARY_PATH", "TSAN_OPTIONS", "ASAN_OPTIONS", "LSAN_OPTIONS"]
        return ProcessInfo.processInfo.environment.filter { kept.contains($0.key) }
            .merging(["LANG": "C.UTF-8", "TZ": "UTC"]) { $1 }
    }()

    /// Starts the command in the background. It is killed when the returned value goes.
    package func start() throws -> RunningCommand {
        var environment = Self.baseEnvironment.merging(environment) { $1 }
        if isMarked { environment[TestScratch.mark] = try TestScratch.directory }
        let (output, error) = (try CapturedStream(), try CapturedStream())
        let child: ChildProcess
        switch input {
        case .text(let text):
            let input = try CapturedStream(text)
            child = try spawn(environment, input.descriptor, output, error)
        case .empty:
            child = try spawn(environment, file: "/dev/null", output, error)
        case .file(let path):
            child = try spawn(environment, file: path, output, error)
        }
        return RunningCommand(name: arguments[0], child: child, output: output, error: error)
    }

    /// Runs the command to its end. Suspends, so that code the command depends on can go on in this process.
    package func run(within limit: Duration = .seconds(120)) async throws -> CommandResult {
        try await start().finish(within: limit)
    }

    /// Runs the command to its end, blocking the calling thread; for short ones.
    package func runBlocking(within limit: Duration = .seconds(120)) throws -> CommandResult {
        try start().finishBlocking(within: limit)
    }

    private func spawn(
        _ environment: [String: String], file path: String, _ output: CapturedStream, _ error: CapturedStream
    ) throws -> ChildProcess {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw TestKitError("\(path): \(String(cString: strerror(errno)))") }
        defer { close(descriptor) }
        return try spawn(environment, descriptor, output, error)
    }

    private func spawn(
        _ environment: [String: String], _ input: CInt, _ output: CapturedStream, _ error: CapturedStream
    ) throws -> ChildProcess {
        try ChildProcess(
            arguments: arguments, environment: environment, directory: directory, input: input,
            output: output.descriptor, error: error.descriptor)
    }
}
