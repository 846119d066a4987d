import SeedModel

/// A plan or a run as the JSON or YAML document of docs/JSON_OUTPUT.md.
struct PlanDocument {
    let report: PlanReport

    func write(_ form: DocumentWriter.Form, to output: @escaping (String) throws -> Void) throws {
        var document = DocumentWriter(form, to: output)
        try document.object(report.options.layout) { document in
            try document.member("format_version", 1)
            try document.member(
                "kind", (report.result == nil && !report.isEmptyRun ? DocumentKind.plan : .run).rawValue)
            try document.member("job", report.plan.job)
            try document.member("from", report.plan.from)
            try document.member("to", report.plan.to)
            try document.key("tables")
            try document.array { document in
                for table in report.plan.tables { try write(table, to: &document) }
            }
            try write(report.result?.counts ?? report.plan.counts, to: &document)
            if let difference = report.difference {
                try write(difference.onlyInFrom, as: "only_in_from", to: &document)
                try write(difference.onlyInTo, as: "only_in_to", to: &document)
            }
            try document.member("snapshot", report.result?.snapshot)
            try document.member("run", report.result?.run)
            try document.member("duration_ms", report.result?.durationMs ?? report.durationMs)
        }
        try document.finish()
    }

    private func write(_ table: TablePlan, to document: inout DocumentWriter) throws {
        try document.object { document in
            try document.member("name", table.source.description)
            if table.target != table.source { try document.member("target", table.target.description) }
            try write(table.counts, to: &document)
            if !table.notes.isEmpty {
                try document.key("notes")
                try document.array { document in
                    for note in table.notes { try document.value(note) }
                }
            }
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
                    try write(change, of: table, to: &document)
                    shown += 1
                    return true
                }
            }
            try document.member("truncated", isCut || shown < table.rowsToShow)
        }
    }

    private func write(_ names: [TableName], as member: String, to document: inout DocumentWriter) throws {
        try document.key(member)
        try document.array(.row) { document in for name in names { try document.value(name.description) } }
    }

    private func write(_ counts: ChangeCounts, to document: inout DocumentWriter) throws {
        try document.member("insert", counts.insert)
        try document.member("update", counts.update)
        try document.member("delete", counts.delete)
        try document.member("unchanged", counts.unchanged)
        try document.member("held", counts.held)
        try document.member("conflict", counts.conflict)
    }

    private func write(_ change: Change, of table: TablePlan, to document: inout DocumentWriter) throws {
        try document.object(.row) { document in
            try document.member("op", change.kind.rawValue)
            if let edit = change.edit {
                if edit.isKept { try document.member("resolved", "target") }
                if let since = edit.since { try document.member("edited_since", since) }
            }
            if let reason = change.reason { try document.member("reason", reason) }
            try document.key("key")
            try document.object(.inline) { document in
                for (name, value) in zip(table.key, change.key) { try document.member(name, value) }
            }
            try document.key("columns")
            try document.object(.row) { document in
                for index in change.changedColumns where index < table.columns.count {
                    try document.key(table.columns[index])
                    try document.object(.inline) { document in
                        try document.member("from", change.before?[index])
                        try document.member("to", change.after?[index])
                        if change.kind == .conflict, let base = change.edit?.base {
                            try document.member("base", base[index])
                        }
                    }
                }
            }
        }
    }
}
