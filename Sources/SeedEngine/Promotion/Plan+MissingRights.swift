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

extension TablePlan {
    /// Rights on the target table that its changes need and the role does not have; nil for none.
    fileprivate var missingRights: (table: CatalogTable, rights: String)? {
        guard let table = projection?.target.table, counts.changes > 0 else { return nil }
        let has = table.privileges
        var rights: [String] = []
        if !has.select { rights.append("SELECT") }
        if counts.insert > 0, !has.insert { rights.append("INSERT") }
        // Below PostgreSQL 16 LOCK TABLE asks for one of the two, whatever is written.
        if !has.update, counts.update > 0 || !has.delete && counts.delete == 0 { rights.append("UPDATE") }
        if counts.delete > 0, !has.delete { rights.append("DELETE") }
        return rights.isEmpty ? nil : (table, rights.joined(separator: ", "))
    }
}
