import SeedModel

/// The rights on a target table that its mode needs.
struct WriteRights {
    private(set) var findings: [Finding] = []

    init(_ pair: TablePair, in environment: String) {
        let rights = pair.target.privileges
        let name = pair.target.name.quoted
        func finding(_ severity: Finding.Severity, _ missing: [String], _ why: String) -> Finding {
            let list = missing.joined(separator: ", ")
            return Finding(
                .privilege, severity, "\(pair.target.name)", "no \(list) in \(environment)\(why)",
                remedy: rights.grant(list, on: name))
        }
        guard pair.target.kind == .table || pair.target.kind == .partitioned else { return }
        var missing: [String] = []
        if !rights.insert { missing.append("INSERT") }
        // LOCK TABLE asks for one of the two, whatever is written.
        if !rights.update, pair.rule.mode != .insert || !rights.delete { missing.append("UPDATE") }
        if !rights.delete, pair.rule.mode == .mirror { missing.append("DELETE") }
        if !missing.isEmpty {
            findings.append(finding(.error, missing, ", which mode \(pair.rule.mode.rawValue) needs"))
        }
        if !rights.lock, !missing.contains("UPDATE"), !missing.contains("DELETE") {
            missing.append("UPDATE")
            findings.append(finding(.error, ["UPDATE"], " on the table as a whole, which LOCK TABLE needs"))
        }

        var undo: [String] = []
        if !rights.update, pair.rule.mode == .insert, !missing.contains("UPDATE") { undo.append("UPDATE") }
        if !rights.delete, pair.rule.mode != .mirror { undo.append("DELETE") }
        if !undo.isEmpty { findings.append(finding(.warning, undo, ", which a rollback of inserted rows needs")) }
    }
}
