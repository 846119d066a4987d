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

    /// - Throws: `configuration` also where nothing is scheduled, or a job has settings that are not carried out yet.
    func load() throws(SeedError) -> Loaded {
        let loaded = try ConfigurationFile.load(
            explicit: file, environment: context.variables, workingDirectory: context.workingDirectory)
        let configuration = loaded.configuration
        let scheduled = configuration.jobs.filter { $0.schedule != nil }
        if let error = configuration.notYet(for: scheduled).error { throw error }
        for job in scheduled {
            for name in [job.from] + job.to { _ = try configuration.environment(named: name) }
        }
        let appointments = try Appointments.make(configuration, machine: ProcessInfo.processInfo.hostName)
        let planned = scheduled.filter { !$0.unattended && configuration.environments[$0.to[0]]?.isProtected == true }
        return Loaded(
            configuration: configuration, appointments: appointments,
            warnings: loaded.warnings
                + planned.map { job in
                    "job \(job.name) is planned and not applied: \(job.to[0]) is protected, and the job not `unattended: true`"
                })
    }
}
