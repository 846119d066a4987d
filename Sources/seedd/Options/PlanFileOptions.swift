import ArgumentParser
import SeedEngine
import SeedModel

/// Files that a plan is written to, besides being shown.
struct PlanFileOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Save the plan in this file, for `seedd apply`.", valueName: "file"))
    var out: String?

    @Option(help: ArgumentHelp("List rows in conflict in this file, for somebody to decide.", valueName: "file"))
    var conflicts: String?

    mutating func validate() throws {
        OptionVariables().fill(&out, "OUT")
        OptionVariables().fill(&conflicts, "CONFLICTS")
        if out?.isEmpty == true { throw ValidationError("--out takes the name of a file") }
        if conflicts?.isEmpty == true { throw ValidationError("--conflicts takes the name of a file") }
    }

    var isEmpty: Bool { out == nil && conflicts == nil }

    /// Before anything is read of a database.
    func requireReplaceable(_ context: CommandContext) throws {
        guard let conflicts else { return }
        try ConflictFileWriter.requireReplaceable(conflicts, workingDirectory: context.workingDirectory)
    }

    /// Writes the files that were asked for, of all plans of the command.
    func write(_ plans: [(saved: SavedPlan?, reviewed: ReviewedPlan)], _ context: CommandContext) throws {
        if let out {
            let id = try SavedPlans.write(
                plans.compactMap { plan in plan.saved.map { ($0, plan.reviewed.plan) } }, to: context.path(out),
                version: Seedd.version, at: .now)
            context.errorOutput("plan \(id) saved; to apply it: seedd apply \(ShellWord.quoted(out))\n")
        }
        if let conflicts {
            let writer = ConflictFileWriter(plans.map(\.reviewed.plan))
            let file = try PrivateFile(at: context.path(conflicts))
            try file.write(writer.text())
            try file.publish()
            context.errorOutput("\(writer.count.counted("conflict")) listed in \(conflicts)\n")
        }
    }
}

extension CommandContext {
    /// A file named on the command line.
    func path(_ name: String) -> String { name.hasPrefix("/") ? name : "\(workingDirectory)/\(name)" }
}
