import FoundationEssentials
import SeedEngine
import SeedModel

/// Reads what a daemon goes by; the same for its start, a reload, and the check before one.
struct DaemonConfiguration: Sendable {
    private let file: String?
    private let context: CommandContext
    private let warn: @Sendable (String) -> Void

    init(_ global: GlobalOptions, _ context: CommandContext, warn: @escaping @Sendable (String) -> Void = { _ in }) {
        file = global.config
        self.context = context
        self.warn = warn
    }

    /// - Throws: `configuration` also where nothing is scheduled, or a job has settings that are not carried out yet.
    func load() throws(SeedError) -> (configuration: SeedModel.Configuration, appointments: [Appointment]) {
        let loaded = try ConfigurationFile.load(
            explicit: file, environment: context.variables, workingDirectory: context.workingDirectory)
        let configuration = loaded.configuration
        let scheduled = configuration.jobs.filter { $0.schedule != nil }
        if let error = configuration.notYet(for: scheduled).error { throw error }
        for job in scheduled {
            for name in [job.from] + job.to { _ = try configuration.environment(named: name) }
        }
        let appointments = try Appointments.make(configuration, machine: ProcessInfo.processInfo.hostName)
        for warning in loaded.warnings { warn(warning) }
        for job in scheduled where !job.unattended && configuration.environments[job.to[0]]?.isProtected == true {
            warn(
                "job \(job.name) is planned and not applied: \(job.to[0]) is protected, and the job not `unattended: true`"
            )
        }
        return (configuration, appointments)
    }
}
