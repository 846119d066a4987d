import ArgumentParser
import SeedEngine
import SeedModel

/// Files that a plan is written to, besides being shown.
struct PlanFileOptions: ParsableArguments {
    @Option(help: ArgumentHelp("List rows in conflict in this file, to be decided there.", valueName: "file"))
    var conflicts: String?

    mutating func validate() throws {
        OptionVariables().fill(&conflicts, "CONFLICTS")
        if conflicts?.isEmpty == true { throw ValidationError("--conflicts takes the name of a file") }
    }

    /// Before anything is read of a database.
    func requireReplaceable(_ context: CommandContext) throws {
        guard let conflicts else { return }
        try ConflictFileWriter.requireReplaceable(conflicts, workingDirectory: context.workingDirectory)
    }

    /// Writes the files that were asked for, of all plans of the command.
    func write(_ plans: [ReviewedPlan], _ context: CommandContext) throws {
        guard let conflicts else { return }
        let writer = ConflictFileWriter(plans.map(\.plan))
        let file = try PrivateFile(at: context.path(conflicts))
        try file.write(writer.text())
        try file.publish()
        context.errorOutput("\(writer.count.counted("conflict")) listed in \(conflicts)\n")
    }
}

extension CommandContext {
    /// A file named on the command line.
    func path(_ name: String) -> String { name.hasPrefix("/") ? name : "\(workingDirectory)/\(name)" }
}
