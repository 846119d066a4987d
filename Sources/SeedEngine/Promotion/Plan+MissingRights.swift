import Postgres
import SeedModel

extension Plan {
    /// A refusal for want of a right, with the table and the GRANT as far as the plan's catalog tells them.
    ///
    /// The server says neither the table's schema nor the right.
    func namingMissingRights(_ error: any Error) -> any Error {
        guard sqlState(of: error) == "42501" else { return error }
        let missing = tables.compactMap(\.missingRights)
        guard !missing.isEmpty else { return error }
        let grants = missing.map { $0.table.privileges.grant($0.rights, on: $0.table.name.quoted) }
        return SeedError(
            .permission, to, missing.map { "no \($0.rights) on \($0.table.name)" }.joined(separator: "; "),
            hint: grants.joined(separator: "; "),
            serverText: (error as? SeedError)?.serverText ?? (error as? PostgresError)?.debugDescription)
    }
}

extension Plan {
    /// The same for the sequences that number inserted rows; asked of the server once the transaction is over.
    func namingMissingSequences(_ error: any Error, _ session: borrowing Session) -> any Error {
        guard sqlState(of: error) == "42501", tables.allSatisfy({ $0.missingRights == nil }) else { return error }
        let inserting = tables.filter { $0.counts.insert > 0 }.compactMap(\.projection)
        guard let findings = try? SequenceRights.findings(inserting, in: to, session), !findings.isEmpty else {
            return error
        }
        return SeedError(
            .permission, to, findings.map { "\($0.subject): \($0.message)" }.joined(separator: "; "),
            hint: findings.compactMap(\.remedy).joined(separator: "; "),
            serverText: (error as? SeedError)?.serverText ?? (error as? PostgresError)?.debugDescription)
    }
}

extension TablePlan {
    /// Rights on the target table that its changes need and the role does not have; nil for none.
    fileprivate var missingRights: (table: CatalogTable, rights: String)? {
        guard let table = projection?.target.table, counts.changes > 0 else { return nil }
        let has = table.privileges
        var rights: [String] = []
        if !has.select { rights.append("SELECT") }
        if counts.insert > 0, !has.insert { rights.append("INSERT") }
        let lacksDelete = counts.delete > 0 && !has.delete
        // LOCK TABLE asks for one of the two on the whole table, whatever is written.
        if !has.update && counts.update > 0 || !has.lock && !lacksDelete { rights.append("UPDATE") }
        if lacksDelete { rights.append("DELETE") }
        return rights.isEmpty ? nil : (table, rights.joined(separator: ", "))
    }
}
