import SeedModel

/// Runs as the targets remember them, newest first.
package struct HistoryReport {
    package var runs: [RunRecord]
    package var options: ReportOptions

    package init(_ runs: [RunRecord], options: ReportOptions = ReportOptions()) {
        self.runs = runs
        self.options = options
    }

    package func write(_ format: ReportFormat, to output: @escaping (String) throws -> Void) throws {
        guard let form = format.documentForm else { return try writeText(to: output) }
        try DocumentWriter.write(.history, form, to: output) { document in
            try document.key("runs")
            try document.array { document in for run in runs { try write(run, to: &document) } }
        }
    }

    private func write(_ run: RunRecord, to document: inout DocumentWriter) throws {
        try document.object { document in
            try document.member("run", run.id)
            try document.member("job", run.job)
            try document.member("action", run.kind.rawValue)
            try document.member("from", run.from)
            try document.member("to", run.to)
            try document.member("started_at", run.startedAt)
            try document.member("finished_at", run.finishedAt)
            try document.member("insert", run.counts.insert)
            try document.member("update", run.counts.update)
            try document.member("delete", run.counts.delete)
            try document.member("unchanged", run.counts.unchanged)
            try document.member("snapshot", run.snapshot)
            try document.member("rolled_back_to", run.rolledBackTo)
            try document.member("holds", run.holds)
            try document.member("operator", run.operatorName)
            try document.member("seedd_version", run.version)
        }
    }

    private func writeText(to output: (String) throws -> Void) throws {
        guard !options.quiet else {
            for run in runs { try output(Printable.escaped(run.id) + "\n") }
            return
        }
        guard !runs.isEmpty else { return }
        var table = TextTable([
            .left("FINISHED"), .left("JOB"), .left("ACTION"), .left("TO"), .right("INSERTED"), .right("UPDATED"),
            .right("DELETED"), .right("HELD"), .left("SNAPSHOT BEFORE"), .left("BY", cuts: true),
        ])
        for run in runs {
            table.append([
                run.finishedAt ?? "", run.job, run.kind.rawValue, run.to, "\(run.counts.insert)",
                "\(run.counts.update)", "\(run.counts.delete)", run.holds > 0 ? "\(run.holds)" : "",
                run.snapshot ?? "", run.operatorName,
            ])
        }
        for line in table.lines(width: options.width, color: options.color) { try output(line + "\n") }
    }
}
