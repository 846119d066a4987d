import SeedModel

/// One change in the JSON or YAML document of a plan or a run.
struct ChangeDocument {
    private let table: TablePlan

    init(_ table: TablePlan) { self.table = table }

    func write(_ change: Change, to document: inout DocumentWriter) throws {
        try document.object(.row) { document in
            try document.member("op", change.kind.rawValue)
            if !change.kind.isWritten { try document.member("would", change.promoted.rawValue) }
            if let edit = change.edit {
                if edit.isKept { try document.member("resolved", "target") }
                if let since = edit.since { try document.member("edited_since", since) }
            }
            if let reason = change.reason { try document.member("reason", reason) }
            try document.key("key")
            try document.object(.inline) { document in
                for (name, value) in zip(table.key, change.key) { try document.member(name, value) }
            }
            if change.isOpenConflict {
                try document.key("conflicting")
                try document.array(.inline) { document in
                    for column in change.conflicting where column < table.columns.count {
                        try document.value(table.columns[column])
                    }
                }
            }
            try document.key("columns")
            try document.object(.row) { document in
                for column in change.changedColumns where column < table.columns.count {
                    try write(column, of: change, to: &document)
                }
            }
        }
    }

    private func write(_ column: Int, of change: Change, to document: inout DocumentWriter) throws {
        try document.key(table.columns[column])
        try document.object(.inline) { document in
            try document.member("from", change.before?[column])
            try document.member("to", change.after?[column])
            if change.kind == .conflict, let base = change.edit?.base { try document.member("base", base[column]) }
        }
    }
}

extension Change {
    /// What a run would do if nothing kept the row from being promoted.
    fileprivate var promoted: ChangeKind { before == nil ? .insert : after == nil ? .delete : .update }
}
