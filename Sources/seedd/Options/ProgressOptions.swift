import ArgumentParser
import SeedEngine

/// Whether and how progress is shown.
struct ProgressOptions: ParsableArguments {
    @Flag(
        inversion: .prefixedNo,
        help: ArgumentHelp(
            "Say how far the work is; on standard error, or with --progress --output json (or yaml) among the results, "
                + "one document a line."))
    var progress: Bool?

    mutating func validate() throws { OptionVariables().fill(&progress, "PROGRESS") }

    /// Nil for none.
    func form(_ global: GlobalOptions, _ context: CommandContext) -> ProgressForm? {
        if progress == true, [.json, .yaml].contains(global.format) { return .documents(global.format) }
        guard progress ?? !global.quiet else { return nil }
        return context.terminal.liveColumns() == nil ? .log : .live(color: global.allowsColor(context))
    }
}
