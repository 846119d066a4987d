import ArgumentParser
import SeedEngine
import SeedModel

/// Files that a plan is written to, besides being shown.
struct PlanFileOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Save the plan in this file, for `seedd apply`.", valueName: "file"))
    var out: String?

    mutating func validate() throws {
        OptionVariables().fill(&out, "OUT")
        if out?.isEmpty == true { throw ValidationError("--out takes the name of a file") }
    }

    var isEmpty: Bool { out == nil }

    /// Writes the files that were asked for, of all plans of the command.
    func write(_ plans: [(saved: SavedPlan?, reviewed: ReviewedPlan)], _ context: CommandContext) throws {
        if let out {
            let id = try SavedPlans.write(
                plans.compactMap { plan in plan.saved.map { ($0, plan.reviewed.plan) } }, to: context.path(out), version: Seedd.version, at: .now)
            context.errorOutput("plan \(id) saved; to apply it: seedd apply \(ShellWord.quoted(out))\n")
        }
    }
}

extension CommandContext {
    /// A file named on the command line.
    func path(_ name: String) -> String { name.hasPrefix("/") ? name : "\(workingDirectory)/\(name)" }
}
