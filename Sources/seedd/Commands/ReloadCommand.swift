import ArgumentParser
import FoundationEssentials
import SeedEngine
import SeedModel
import Systemd

#if canImport(Glibc)
    import Glibc
#endif

/// `seedd reload`: what the unit's `ExecReload=` runs.
struct ReloadCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "reload", abstract: "Have the daemon read its configuration again.",
        discussion: """
            Reads the configuration first: one with a problem is refused with 78 and the daemon is left alone. `systemctl \
            reload seedd` runs this for the daemon's process.
            """)

    @Option(help: ArgumentHelp("The daemon's process; $MAINPID by default.", valueName: "number"))
    var pid: Int?

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    mutating func validate() throws { try OptionVariables().fill(&pid, "PID") }

    func run(_ context: CommandContext) async throws {
        guard let number = pid ?? context.variables["MAINPID"].flatMap({ Int($0) }),
            let process = pid_t(exactly: number)
        else {
            throw SeedError(.usage, "reload", "no process is named", hint: "systemctl reload seedd, or --pid")
        }
        // Any other program might die of the signal. In the unit's sandbox it can't be seen which one it is, but there the
        // service manager names it.
        if let name = Self.name(of: process), name != "seedd" {
            throw SeedError(.refused, "process \(process)", "is \(name), not seedd")
        }
        do {
            _ = try DaemonConfiguration(global, context).load()
        } catch {
            var error = error
            if context.log.journal.isAvailable {
                context.journalSink(identifier: "seedd").receive(.daemon(.reloadRefused(problem: error.description)))
                error.isTold = true
            }
            throw error
        }
        guard kill(process, SIGHUP) == 0 else {
            throw errno == ESRCH
                ? SeedError(.notFound, "process \(process)", "there is no such process")
                : SeedError(.permission, "process \(process)", "this user may not send it a signal")
        }
    }

    /// As proc(5) has it; nil where there is no such process, or it can't be seen.
    private static func name(of process: pid_t) -> String? {
        FileManager.default.contents(atPath: "/proc/\(process)/comm").map { bytes in
            String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        }
    }
}
