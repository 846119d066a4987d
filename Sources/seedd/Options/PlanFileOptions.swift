import ArgumentParser
import SeedEngine
import SeedModel

/// Files that a plan is written to, besides being shown.
struct PlanFileOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Save the plan in this file, for `seedd apply`.", valueName: "file"))
    var out: String?

    @Option(help: ArgumentHelp("Write the plan as a page for a browser.", valueName: "file"))
    var html: String?

    @Option(help: ArgumentHelp("Write the plan as a script for psql.", valueName: "file"))
    var sql: String?

    @Option(help: ArgumentHelp("List rows in conflict in this file, for somebody to decide.", valueName: "file"))
    var conflicts: String?

    mutating func validate() throws {
        let variables = OptionVariables()
        variables.fill(&out, "OUT")
        variables.fill(&html, "HTML")
        variables.fill(&sql, "SQL")
        variables.fill(&conflicts, "CONFLICTS")
        for (name, path) in [("out", out), ("html", html), ("sql", sql), ("conflicts", conflicts)] where path == "" {
            throw ValidationError("--\(name) takes the name of a file")
        }
    }

    var isEmpty: Bool { [out, html, sql, conflicts].allSatisfy { $0 == nil } }

    /// Before anything is read of a database.
    func requireReplaceable(_ context: CommandContext) throws {
        guard let conflicts else { return }
        try ConflictFileWriter.requireReplaceable(conflicts, workingDirectory: context.workingDirectory)
    }

    /// Writes the files that were asked for, of all plans of the command.
    func write(_ results: PlanResults, limit: Int?, _ context: CommandContext) throws {
        if let html {
            try write(html, context) { output in try results.writePage(limit: limit, to: output) }
            context.errorOutput("page written to \(Printable.escaped(html))\n")
        }
        if let sql {
            try write(sql, context) { output in try results.writeScript(to: output) }
            context.errorOutput(
                "script written; to run it: psql -X -v ON_ERROR_STOP=1 -d DATABASE -f \(ShellWord.quoted(sql))\n")
        }
        if let conflicts {
            let writer = ConflictFileWriter(results.plans.map(\.reviewed.plan))
            try write(conflicts, context) { output in try output(writer.text()) }
            context.errorOutput("\(writer.count.counted("conflict")) listed in \(Printable.escaped(conflicts))\n")
        }
        if let out {
            let id = try SavedPlans.write(
                results.plans.compactMap { planned in planned.saved.map { ($0, planned.reviewed.plan) } },
                to: context.path(out), version: Seedd.version, at: .now)
            context.errorOutput("plan \(id) saved; to apply it: seedd apply \(ShellWord.quoted(out))\n")
        }
    }

    private func write(
        _ name: String, _ context: CommandContext, _ body: (@escaping (String) throws -> Void) throws -> Void
    ) throws {
        let file = try PrivateTextFile(at: context.path(name))
        try body { text in try file.write(text) }
        try file.publish()
    }
}

extension CommandContext {
    /// A file named on the command line.
    func path(_ name: String) -> String { name.hasPrefix("/") ? name : "\(workingDirectory)/\(name)" }
}
