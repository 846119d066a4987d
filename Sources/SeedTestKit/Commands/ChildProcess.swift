import Foundation
import Synchronization

/// A child process with its three standard streams given as file descriptors.
///
/// Not Foundation's `Process`: that one needs a run loop to notice the end, and hands on the blocked signals of the
/// Dispatch thread it is called from, so that the child never sees SIGTERM.
final class ChildProcess: Sendable {
    let id: pid_t
    /// Set once the process was reaped; from then on its id may belong to another.
    private let status = Mutex<CommandStatus?>(nil)

    /// The program is looked up in PATH unless it has a slash.
    init(
        arguments: [String], environment: [String: String], directory: String?, input: CInt, output: CInt, error: CInt
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (source, target) in [(input, CInt(0)), (output, 1), (error, 2)] {
            posix_spawn_file_actions_adddup2(&actions, source, target)
        }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        // The call that changes the directory is a GNU extension, which Swift does not see.
        let arguments = (directory.map { ["env", "--chdir=\($0)"] } ?? []) + arguments
        var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        var envp: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in argv + envp { free(text) } }
        var id = pid_t()
        let failure = posix_spawnp(&id, arguments[0], &actions, &attributes, &argv, &envp)
        guard failure == 0 else { throw TestKitError("\(arguments[0]): \(String(cString: strerror(failure)))") }
        self.id = id
    }

    deinit {
        guard poll() == nil else { return }
        signal(SIGKILL)
        _ = wait(until: .now + .seconds(5))
    }

    /// The status, if the process has ended.
    func poll() -> CommandStatus? {
        status.withLock { status in
            guard status == nil else { return status }
            var raw: CInt = 0
            guard waitpid(id, &raw, WNOHANG) == id else { return nil }
            status = CommandStatus(raw: raw)
            return status
        }
    }

    /// Blocks the calling thread; nil when the process is still running at `deadline`.
    func wait(until deadline: ContinuousClock.Instant) -> CommandStatus? {
        var pause: UInt32 = 500
        while true {
            if let status = poll() { return status }
            guard ContinuousClock.now < deadline else { return nil }
            usleep(pause)
            pause = min(pause * 2, 10_000)
        }
    }

    func signal(_ number: CInt) {
        status.withLock { status in
            guard status == nil else { return }
            _ = kill(id, number)
        }
    }
}
