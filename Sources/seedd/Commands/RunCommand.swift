import ArgumentParser
import SeedEngine
import SeedModel

#if canImport(Glibc)
    import Glibc
#endif

/// `seedd run`: the daemon.
struct RunCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run the jobs that have a schedule, as a daemon.",
        discussion: """
            Stays in the foreground, as systemd wants it. SIGHUP, or `systemctl reload`, reads the configuration again; one \
            that has a problem is told of and changes nothing. SIGTERM begins no more runs and lets those that are under way \
            end for daemon.stop_timeout, then rolls them back; SIGINT, or a second SIGTERM, at once. Several daemons may \
            share jobs: a record in the target lets one of them run each time.
            """)

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    func run(_ context: CommandContext) async throws {
        let loaded = try DaemonConfiguration(global, context).load()
        let log = global.logSink(context, loaded.configuration, isDaemon: true)
        let metrics = loaded.configuration.metrics(context, pace: .behind, warnings: log)
        let events = EventSinks([log, metrics])
        let warn: @Sendable (String) -> Void = { events.receive(.warning(subject: "configuration", message: $0)) }
        let source = DaemonConfiguration(global, context)
        for warning in loaded.warnings { warn(warning) }
        var daemon = Daemon(
            loaded.configuration, loaded.appointments, version: Seedd.version,
            context: DaemonContext(
                variables: context.variables, workingDirectory: context.workingDirectory,
                runner: .current(version: Seedd.version), clock: Self.clock(context), events: events,
                metrics: metrics),
            load: { () throws(SeedError) in
                let loaded = try source.load()
                for warning in loaded.warnings { warn(warning) }
                metrics.follow(loaded.configuration)
                return (loaded.configuration, loaded.appointments)
            })
        let control = daemon.control
        let received = SignalNumber()
        try await context.signals.taking { number in
            switch number {
            case SIGHUP: control.reload()
            case SIGINT:
                received.set(number)
                control.abort()
            default:
                received.set(number)
                control.stop(reason: "SIGTERM")
            }
        } _: {
            guard await daemon.run() == .interrupted, let number = received.value else { return }
            throw ExitCode(128 + number)
        }
    }

    private static func clock(_ context: CommandContext) -> any DaemonClock {
        #if DEBUG
            if let clock = context.variables["SEEDD_TEST_CLOCK"].flatMap({ FastClock($0) }) { return clock }
        #endif
        return SystemClock()
    }
}
