import Foundation
import Synchronization

/// A command at a terminal of its own, typed to by the test. All it writes is its `standardOutput`.
package final class TerminalCommand: Sendable {
    package let command: RunningCommand
    private let terminal: CInt
    private let hasEnded = Atomic(false)

    /// Without a `size` the terminal does not know its own.
    package init(_ run: CommandRun, size: (columns: Int, lines: Int) = (0, 0)) throws {
        let (terminal, other) = try Self.openTerminal()
        var window = winsize(ws_row: UInt16(size.lines), ws_col: UInt16(size.columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(terminal, UInt(TIOCSWINSZ), &window)
        defer { close(other) }
        let output = try CapturedStream()
        self.terminal = terminal
        command = try run.start(at: other, output)
        Thread.detachNewThread { [self] in
            var buffer = [UInt8](repeating: 0, count: 4096)
            while true {
                let count = read(terminal, &buffer, buffer.count)
                guard count > 0 else { break }
                write(output.descriptor, buffer, count)
            }
            hasEnded.store(true, ordering: .releasing)
            close(terminal)
        }
    }

    /// Both ends of a new pseudo terminal, by hand: Swift sees neither posix_openpt nor openpty.
    private static func openTerminal() throws -> (CInt, CInt) {
        // TIOCGPTN and TIOCSPTLCK (asm-generic/ioctls.h).
        let (numberOf, setLock) = (UInt(0x8004_5430), UInt(0x4004_5431))
        let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (number, locked) = (CInt(0), CInt(0))
        guard terminal >= 0, ioctl(terminal, setLock, &locked) == 0, ioctl(terminal, numberOf, &number) == 0 else {
            throw TestKitError("no terminal: \(String(cString: strerror(errno)))")
        }
        let other = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard other >= 0 else { throw TestKitError("no terminal: \(String(cString: strerror(errno)))") }
        return (terminal, other)
    }

    /// Types keys; `\u{3}` is Ctrl-C, `\u{4}` the end of input.
    package func type(_ text: String) throws {
        let bytes = Array(text.utf8)
        guard write(terminal, bytes, bytes.count) == bytes.count else {
            throw TestKitError("nobody is at the terminal: \(String(cString: strerror(errno)))")
        }
    }

    /// Waits for the end of the command and of what it wrote.
    package func finish(within limit: Duration = .seconds(120)) async throws -> CommandResult {
        var result = try await command.finish(within: limit)
        let deadline = ContinuousClock.now + .seconds(5)
        while !hasEnded.load(ordering: .acquiring), ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(2))
        }
        result.standardOutput = command.standardOutput
        return result
    }
}

extension CommandRun {
    /// `setsid --ctty` makes the terminal the one whose keys send signals; it does not fork, so the process is the command's.
    fileprivate func start(at terminal: CInt, _ output: CapturedStream) throws -> RunningCommand {
        var environment = Self.baseEnvironment.merging(environment) { $1 }
        environment[TestScratch.mark] = try TestScratch.directory
        let child = try ChildProcess(
            arguments: ["setsid", "--ctty"] + arguments, environment: environment, directory: directory,
            input: terminal, output: terminal, error: terminal)
        return RunningCommand(name: arguments[0], child: child, output: output, error: try CapturedStream())
    }
}
