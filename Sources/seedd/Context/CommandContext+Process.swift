import Dispatch
import FoundationEssentials
import SeedModel
import Synchronization
import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// Standard output was closed by its reader: not an error of ours.
struct ClosedOutput: Error {}

extension CommandContext {
    /// The real thing: this process's variables, streams and terminal.
    static func process() -> CommandContext {
        occupyStandardStreams()
        let variables = ProcessInfo.processInfo.environment
        return CommandContext(
            variables: variables, workingDirectory: FileManager.default.currentDirectoryPath,
            output: { text in
                do throws(Errno) {
                    try write(text, to: .standardOutput)
                } catch .brokenPipe {
                    throw ClosedOutput()
                } catch {
                    throw SeedError(.storeUnwritable, "standard output", "can't be written: \(error)")
                }
            },
            errorOutput: { text in _ = try? write(text, to: .standardError) },
            terminal: Terminal.current(variables), log: LogPlace.current(variables), ask: readAnswer)
    }

    /// A standard stream that the caller closed would be the number of the next file or connection that is opened, and
    /// what is printed would go there.
    private static func occupyStandardStreams() {
        for number in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(number, F_GETFD) < 0 {
            // Nothing can be written to the first two: output that is lost is an error.
            _ = unsafe open("/dev/null", number == STDERR_FILENO ? O_WRONLY : O_RDONLY)
        }
    }

    private static func write(_ text: String, to descriptor: FileDescriptor) throws(Errno) {
        do {
            try descriptor.writeAll(text.utf8)
        } catch {
            throw error as? Errno ?? .ioError
        }
    }

    private final class Question: Sendable {
        let isCancelled = Atomic(false)
    }

    /// One line from the terminal, waited for on a thread of its own: a person may take long, and the tasks' threads are
    /// few.
    private static func readAnswer(_ text: String) async -> String? {
        let question = Question()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async { continuation.resume(returning: readAnswer(text, question)) }
            }
        } onCancel: {
            question.isCancelled.store(true, ordering: .relaxed)
        }
    }

    /// Looks up ten times a second whether the answer is still wanted.
    private static func readAnswer(_ text: String, _ question: Question) -> String? {
        _ = try? write(text, to: .standardError)
        while !question.isCancelled.load(ordering: .relaxed) {
            var descriptor = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
            let ready = unsafe poll(&descriptor, 1, 100)
            if ready > 0 { return readLine() }
            if ready < 0, errno != EINTR { return nil }
        }
        return nil
    }
}
