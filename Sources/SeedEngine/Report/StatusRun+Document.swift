import SeedModel

extension StatusRun {
    /// Writes the members of a run as `seedd status` shows it.
    func write(to document: inout DocumentWriter) throws {
        try document.member("run", run.run)
        try document.member("action", action.rawValue)
        try document.member("result", run.outcome.rawValue)
        try document.member("from", run.from)
        try document.member("finished_at", finishedAt.description)
        try document.member("insert", run.counts.insert)
        try document.member("update", run.counts.update)
        try document.member("delete", run.counts.delete)
        try document.member("unchanged", run.counts.unchanged)
        try document.member("held", run.counts.held)
        try document.member("conflict", run.counts.conflict)
        try document.member("snapshot", run.snapshot)
        try document.member("rolled_back_to", run.rolledBackTo)
        try document.member("duration_ms", Int((run.seconds * 1000).rounded()))
        try document.member("tick", run.tick?.description)
        try run.failure.write(to: &document)
    }
}

extension FinishedRun.Failure? {
    /// The member `error`.
    func write(to document: inout DocumentWriter) throws {
        try document.key("error")
        guard let failure = self else { return try document.value(nil) }
        try document.object { document in
            try document.member("code", failure.code.rawValue)
            try document.member("message", failure.message)
            try document.member("hint", failure.hint)
        }
    }
}
