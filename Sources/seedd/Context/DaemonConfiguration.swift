import FoundationEssentials
import SeedEngine
import SeedModel

/// Reads what a daemon goes by; the same for its start, a reload, and the check before one.
struct DaemonConfiguration: Sendable {
    private let file: String?
    private let context: CommandContext

    struct Loaded {
        var configuration: SeedModel.Configuration
        var appointments: [Appointment]
        /// What its owner should know and nothing is stopped by.
        var warnings: [String]
    }

    init(_ global: GlobalOptions, _ context: CommandContext) {
        file = global.config
        self.context = context
    }

    /// - Throws: `configuration` also where nothing is scheduled.
    func load() throws(SeedError) -> Loaded {
        let loaded = try ConfigurationFile.load(
            explicit: file, environment: context.variables, workingDirectory: context.workingDirectory)
        let configuration = loaded.configuration
        let scheduled = configuration.jobs.filter { $0.schedule != nil }
        for job in scheduled {
            for name in [job.from] + job.to { _ = try configuration.environment(named: name) }
        }
        let appointments = try Appointments.make(configuration, machine: ProcessInfo.processInfo.hostName)
        let planned = scheduled.filter { !$0.unattended }.flatMap { job in
            job.to.filter { configuration.environments[$0]?.isProtected == true }.map { (job.name, $0) }
        }
        return Loaded(
            configuration: configuration, appointments: appointments,
            warnings: loaded.warnings
                + planned.map { job, target in
                    "job \(job) is planned and not applied: \(target) is protected, and the job not `unattended: true`"
                })
    }
}
