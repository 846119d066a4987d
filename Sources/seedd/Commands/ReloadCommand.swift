import ArgumentParser
import SeedEngine
import SeedModel

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
            let process = pid_t(exactly: number),
            process > 1
        else {
            throw SeedError(.usage, "reload", "no process is named", hint: "systemctl reload seedd, or --pid")
        }
        do {
            _ = try DaemonConfiguration(global, context).load()
        } catch {
            JournalSink(identifier: "seedd").receive(.daemon(.reloadRefused(problem: error.description)))
            throw error
        }
        guard kill(process, SIGHUP) == 0 else {
            throw errno == ESRCH
                ? SeedError(.notFound, "process \(process)", "there is no such process")
                : SeedError(.permission, "process \(process)", "this user may not send it a signal")
        }
    }
}
