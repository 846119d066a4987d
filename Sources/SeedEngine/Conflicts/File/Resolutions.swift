package import SeedModel
import SystemPackage

/// What a person decided about conflicts, in a file that `seedd plan --conflicts` wrote.
package struct Resolutions: Sendable {
    let file: String
    let entries: [ConflictEntry]

    init(_ text: String, file: String) throws(SeedError) {
        self.file = file
        entries = try ConflictFileReader.read(text, file: file)
    }

    /// Reads a file; a relative `path` is meant from `workingDirectory`.
    package static func load(_ path: String, workingDirectory: String) throws(SeedError) -> Resolutions {
        let bytes = try read(FilePath(workingDirectory).pushing(FilePath(path)), called: path)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SeedError(.badData, path, "is not UTF-8 text")
        }
        return try Resolutions(text, file: path)
    }

    private static func read(_ place: FilePath, called path: String) throws(SeedError) -> [UInt8] {
        do throws(TextFile.Failure) {
            return try TextFile.read(place, limit: ConflictFile.maxBytes).bytes
        } catch {
            throw failed(error, path)
        }
    }

    private static func failed(_ failure: TextFile.Failure, _ path: String) -> SeedError {
        switch failure {
        case .system(.noSuchFileOrDirectory), .system(.notDirectory):
            SeedError(.notFound, path, "there is no such file", hint: "seedd plan --conflicts \(path) writes it")
        case .system(.permissionDenied), .system(.notPermitted):
            SeedError(.permission, path, "this user may not read the file")
        case .system(let errno): SeedError(.badData, path, "can't be read: \(errno)")
        case .notRegular: SeedError(.badData, path, "is not a file")
        case .tooLarge:
            SeedError(.badData, path, "is larger than a file of conflicts is (\(ConflictFile.maxBytes >> 20) MiB)")
        }
    }

    /// - Throws: `badData` where the file names a job that is not configured, or an environment it does not lead to.
    package func requireKnown(by configuration: Configuration) throws(SeedError) {
        let problems = ProblemList()
        for entry in entries {
            if !configuration.jobs.contains(where: { $0.name == entry.job }) {
                let near = EditDistance.suggestion(for: entry.job, among: configuration.jobs.map(\.name))
                problems.add(entry.place, "there is no job \(Quoted(entry.job))\(near)")
            } else if configuration.environments[entry.to] == nil {
                let near = EditDistance.suggestion(for: entry.to, among: configuration.environments.keys.sorted())
                problems.add(entry.place, "there is no environment \(Quoted(entry.to))\(near)")
            }
        }
        if let error = problems.error(.badData, file: file, subject: "resolutions") { throw error }
    }

    /// What was decided about rows of the plan, which has its place in the plan from now on.
    ///
    /// `isSelection`: the plan is of some rows or tables of its job only, and what was decided about others waits for
    /// another plan.
    /// - Throws: `refused` where a row is another conflict by now, or none; `badData` where a decision does not fit its row.
    package func deciding(_ plan: Plan, isSelection: Bool) throws -> Plan {
        let own = entries.filter { $0.job == plan.job && $0.to == plan.to }
        guard !own.isEmpty else { return plan }
        var decided = DecidedPlan(plan: plan, file: file, isSelection: isSelection)
        try decided.decide(own)
        return decided.plan
    }
}
