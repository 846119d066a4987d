import SeedModel

/// A plan or a run as the JSON or YAML document of docs/JSON_OUTPUT.md.
struct PlanDocument {
    let report: PlanReport

    func write(_ form: DocumentWriter.Form, to output: @escaping (String) throws -> Void) throws {
        var document = DocumentWriter(form, to: output)
        try document.object(report.options.layout) { document in
            try document.member("format_version", 1)
            try document.member("kind", kind.rawValue)
            try document.member("job", report.plan.job)
            try document.member("from", report.plan.from)
            try document.member("to", report.plan.to)
            if kind == .plan {
                if let createdAt = report.createdAt { try document.member("created_at", createdAt.description) }
                try writeRefusals(to: &document)
            }
            try document.key("tables")
            try document.array { document in
                for table in report.plan.tables { try write(table, to: &document) }
            }
            try write(report.result?.counts ?? report.plan.counts, to: &document)
            if let difference = report.difference {
                try write(difference.onlyInFrom.map(\.description), as: "only_in_from", to: &document)
                try write(difference.onlyInTo.map(\.description), as: "only_in_to", to: &document)
            }
            try document.member("snapshot", report.result?.snapshot)
            try document.member("run", report.result?.run)
            try document.member("duration_ms", report.result?.durationMs ?? report.durationMs)
        }
        try document.finish()
    }

    private var kind: DocumentKind { report.result == nil && !report.isEmptyRun ? .plan : .run }

    private func writeRefusals(to document: inout DocumentWriter) throws {
        try document.key("refusals")
        try document.array { document in
            for refusal in report.refusals {
                try document.object(.row) { document in
                    try document.member("code", refusal.code.rawValue)
                    try document.member("table", refusal.subject)
                    try document.member("message", refusal.message)
                    try document.member("remedy", refusal.remedy)
                }
            }
        }
    }

    private func write(_ table: TablePlan, to document: inout DocumentWriter) throws {
        try document.object { document in
            try document.member("name", table.source.description)
            if table.target != table.source { try document.member("target", table.target.description) }
            try write(table.key, as: "key", to: &document)
            try write(table.columns, as: "columns", to: &document)
            try document.member("source_rows", table.sourceRows)
            try document.member("target_rows", table.targetRows)
            try write(table.counts, to: &document)
            try document.member("kept", table.edits.kept)
            if table.policy != .source { try document.member("on_conflict", table.policy.rawValue) }
            if !table.notes.isEmpty { try write(table.notes, as: "notes", .block, to: &document) }
            try document.key("changes")
            let limit = report.options.rows(standard: nil)
            var shown = 0
            var isCut = false
            try document.array { document in
                try table.changes.forEach { change in
                    if let limit, shown >= limit {
                        isCut = true
                        return false
                    }
                    try ChangeDocument(table).write(change, to: &document)
                    shown += 1
                    return true
                }
            }
            try document.member("truncated", isCut || shown < table.rowsToShow)
        }
    }

    private func write(
        _ texts: [String], as member: String, _ layout: DocumentWriter.Layout = .row, to document: inout DocumentWriter
    ) throws {
        try document.key(member)
        try document.array(layout) { document in for text in texts { try document.value(text) } }
    }

    private func write(_ counts: ChangeCounts, to document: inout DocumentWriter) throws {
        try document.member("insert", counts.insert)
        try document.member("update", counts.update)
        try document.member("delete", counts.delete)
        try document.member("unchanged", counts.unchanged)
        try document.member("held", counts.held)
        try document.member("conflict", counts.conflict)
    }
}
