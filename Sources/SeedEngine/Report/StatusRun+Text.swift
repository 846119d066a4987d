import SeedModel

extension StatusRun {
    /// `rolled back`.
    var result: String { run.outcome.rawValue.replacing("_", with: " ") }

    var seconds: String {
        let tenths = Int((run.seconds * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// One line of a list that grows while it is looked at.
    var line: String {
        let counts = "\(run.counts.insert) inserted, \(run.counts.update) updated, \(run.counts.delete) deleted"
        let outcome = run.outcome.isSuccess ? "\(result): \(counts)" : result
        let more = [run.failure?.message, run.snapshot.map { "undo with: seedd rollback \($0)" }].compactMap(\.self)
        return Printable.escaped(
            "\(finishedAt)  \(run.job) to \(run.to)  "
                + (["\(outcome) in \(seconds) s"] + more).joined(separator: "; "))
    }
}
