import Postgres

extension WriteStatements {
    /// Several steps for one statement, at whose end foreign keys are checked: its WITH, and what to SELECT to know how many
    /// rows each of them hit.
    ///
    /// PostgreSQL promises no order among the parts of a WITH, so each part waits for the count of the one before.
    static func joint(_ statements: [Statement]) -> (with: SQL, counts: [SQL]) {
        let names = statements.indices.map { SQL(raw: "seedd_w\($0)") }
        let parts = statements.indices.map { index -> SQL in
            let order: SQL =
                index == 0 ? "" : " AND (SELECT pg_catalog.count(*) FROM \(names[index - 1])) IS NOT NULL"
            return "\(names[index]) AS (\(statements[index].sql)\(order) RETURNING 1)"
        }
        return ("WITH \(parts)", names.map { "(SELECT pg_catalog.count(*) FROM \($0))" })
    }
}
