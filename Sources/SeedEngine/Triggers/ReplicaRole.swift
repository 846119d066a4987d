import Postgres
import SeedModel

/// The setting under which ordinary triggers and rules don't act: `session_replication_role = replica`.
///
/// Foreign keys and deferrable constraints are triggers too: `ReplicaReferences` looks after the ones, tables with the
/// others are refused (`TriggerCheck`).
struct ReplicaRole {
    /// Quoted for SQL.
    let role: String
    let isAllowed: Bool
    /// Below PostgreSQL 15 it can't be granted.
    let isGrantable: Bool

    static func read(_ session: borrowing Session) throws(PostgresError) -> ReplicaRole {
        let isGrantable = session.serverVersion >= 150_000
        let isAllowed: SQL =
            isGrantable
            ? "pg_catalog.has_parameter_privilege('session_replication_role', 'SET')"
            : "(SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)"
        let row = try session.rows("SELECT pg_catalog.quote_ident(current_user), \(isAllowed)").first ?? [nil, nil]
        return ReplicaRole(role: row[0] ?? "the role", isAllowed: row[1] == "t", isGrantable: isGrantable)
    }

    var remedy: String {
        isGrantable
            ? "GRANT SET ON PARAMETER session_replication_role TO \(role)"
            : "below PostgreSQL 15 only a superuser may: ALTER ROLE \(role) SUPERUSER, or `triggers: fire`"
    }

    /// Throws `permission` where a plan has tables to be written under it and the role may not.
    static func require(for plan: Plan, _ session: borrowing Session) throws {
        guard plan.tables.contains(where: { $0.counts.changes > 0 && $0.isWrittenAsReplica }) else { return }
        let right = try read(session)
        guard !right.isAllowed else { return }
        throw SeedError(
            .permission, plan.to, "\(right.role) may not set session_replication_role, which `triggers: replica` needs",
            hint: right.remedy)
    }

    /// A role's or database's own setting would leave foreign keys unchecked where nobody has asked for it.
    static func leave(_ session: borrowing Session, environment: String) throws {
        guard try session.rows("SHOW session_replication_role").first?[0] == "replica" else { return }
        do throws(PostgresError) {
            try session.execute("SET LOCAL session_replication_role = origin")
        } catch {
            guard error.sqlState == "42501" else { throw error }
            throw SeedError(
                .permission, environment,
                "sessions begin with session_replication_role = replica, which this role may not leave: foreign keys would "
                    + "not be checked",
                hint: "ALTER ROLE … RESET session_replication_role, or for the database",
                serverText: error.debugDescription)
        }
    }

    /// Does `body` under the setting; what fails in it ends the transaction, and the setting with it.
    static func perform<Result>(_ session: borrowing Session, _ body: () throws -> Result) throws -> Result {
        try session.execute("SET LOCAL session_replication_role = replica")
        let result = try body()
        try session.execute("SET LOCAL session_replication_role = origin")
        return result
    }
}

extension TablePlan {
    /// Its rows are written past the target's ordinary triggers.
    var isWrittenAsReplica: Bool { projection?.triggers == .replica }
}
