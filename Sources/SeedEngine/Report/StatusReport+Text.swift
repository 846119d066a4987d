import SeedModel

extension StatusReport {
    func writeText(to output: (String) throws -> Void) throws {
        guard !options.quiet else {
            for job in jobs { try output(Printable.escaped(job.place.job) + "\n") }
            return
        }
        guard !jobs.isEmpty else { return }
        for line in table.lines(width: options.width, color: options.color) { try output(line + "\n") }
        for job in jobs { for line in Self.troubles(of: job) { try output(line + "\n") } }
        try output(verdict + "\n")
    }

    private var table: TextTable {
        var table = TextTable([
            .left("JOB"), .left("TO"), .left("LAST RUN"), .left("ACTION"), .left("RESULT"), .right("ROWS"),
            .right("SECONDS"), .left("SNAPSHOT BEFORE"), .right("HELD"), .right("CONFLICT"),
            .left("NEXT RUN"), .left("SOURCE"),
        ])
        for job in jobs {
            let runs = listsRuns ? job.runs : job.lastRun.map { [$0] } ?? []
            let standing = [
                job.holds.map { "\($0)" } ?? "?", job.conflicts.map { "\($0)" } ?? "",
                job.times?.next?.description ?? "",
            ]
            if runs.isEmpty {
                // A target that can't be asked may know of one.
                let none = job.lastRun != nil ? "none since" : job.holds == nil ? "?" : "never"
                table.append(
                    [job.place.job, job.place.to, none, "", "", "", "", ""] + standing + [job.source.rawValue])
            }
            for (index, run) in runs.enumerated() {
                table.append(
                    [
                        job.place.job, job.place.to, "\(run.finishedAt)", run.action.rawValue, run.result,
                        "\(run.run.counts.changes)", run.seconds, run.run.snapshot ?? "",
                    ] + (index == 0 ? standing : ["", "", ""]) + [run.source.rawValue])
            }
        }
        return table
    }

    /// Why a job is not well, in lines that say what to do.
    private static func troubles(of job: JobStatus) -> [String] {
        var lines: [String] = []
        let name = "\(job.place.job) to \(job.place.to)"
        if let run = job.lastRun?.run, job.hasFailed {
            let reason = run.failure.map { ": \($0.message)" } ?? ""
            lines.append("\(name): \(run.outcome.rawValue)\(reason)")
            if let hint = run.failure?.hint { lines.append("hint: \(hint)") }
        }
        if job.isOverdue, let due = job.times?.due {
            lines.append("\(name): overdue, no run has ended since it was due at \(due)")
        }
        return lines.map(Printable.lines)
    }

    private var verdict: String {
        let counts = [(jobs.count { $0.hasFailed }, "failed"), (jobs.count { $0.isOverdue }, "overdue")]
        let bad = counts.filter { $0.0 > 0 }.map { ", \($0.0) \($0.1)" }.joined()
        let reach =
            switch source {
            case .journal: since.map { "the journal, which reaches back to \($0)" } ?? "the journal, which is empty"
            case .history: "the history in the targets"
            }
        return "status: \(jobs.count.counted("job"))\(bad), read from \(reach)"
    }
}
