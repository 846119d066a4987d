import ArgumentParser
import SeedEngine
import SeedModel
import SystemPackage

/// `seedd units`: systemd units for those who prefer timers to the daemon.
struct UnitsCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "units", abstract: "Print systemd timers for the scheduled jobs, and the services they start.",
        discussion: """
            For those who prefer timers to the daemon; not both, or each job runs twice. Without the name of a job there \
            are units for all that have a schedule, and for snapshots.schedule.
            """)

    @Argument(help: "Jobs; all that have a schedule by default.")
    var jobs: [String] = []

    @Option(help: ArgumentHelp("Write the units to this folder instead.", valueName: "dir"))
    var directory: String?

    @Flag(help: "Overwrite files that have another text.")
    var force = false

    @Flag(help: "Leave out seedd@.service, which the package brings.")
    var packaged = false

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    mutating func validate() throws {
        let variables = OptionVariables()
        variables.fill(&directory, "DIRECTORY")
        variables.fill(&force, "FORCE")
        variables.fill(&packaged, "PACKAGED")
        if directory?.isEmpty == true { throw ValidationError("the folder has no name") }
    }

    func run(_ context: CommandContext) async throws {
        guard global.output != .json, global.output != .yaml else {
            throw SeedError(.usage, "units", "prints units only", hint: "leave out --output")
        }
        let configuration = try global.load(context)
        let scheduled = try scheduled(configuration)
        warnOfRefusals(scheduled, configuration, context)
        let units = configuration.units(
            for: scheduled, snapshots: jobs.isEmpty, services: !packaged, template: .shipped)
        guard !units.isEmpty else {
            throw SeedError(.notFound, "units", "no job has a schedule", hint: "add \"schedule:\" to a job")
        }
        if let directory {
            let path = FilePath(context.workingDirectory).pushing(FilePath(directory)).lexicallyNormalized()
            for file in try UnitDirectory(path).write(units, replacing: force) {
                try context.output("\(global.quiet ? "" : "wrote ")\(Printable.escaped(file))\n")
            }
        } else {
            let texts = units.map { "# \(UnitFile.directory)/\($0.name)\n\($0.text)" }
            try context.output(texts.joined(separator: "\n"))
        }
    }

    private func scheduled(_ configuration: SeedModel.Configuration) throws(SeedError) -> [Job] {
        let chosen = try configuration.jobs(named: jobs)
        guard !jobs.isEmpty else { return chosen.filter { $0.schedule != nil } }
        for job in chosen where job.schedule == nil {
            throw SeedError(.notFound, "job \"\(job.name)\"", "has no schedule", hint: "add \"schedule:\" to the job")
        }
        return chosen
    }

    /// A timer has nobody to ask, so these runs would end with 4 every night.
    private func warnOfRefusals(
        _ jobs: [Job], _ configuration: SeedModel.Configuration, _ context: CommandContext
    ) {
        for job in jobs where !job.unattended {
            for name in job.to where configuration.environments[name]?.isProtected == true {
                context.warn("job \(job.name) will be refused: \(name) is protected and the job not unattended")
            }
        }
    }
}
