/// What every session is told first: settings that fix the text of every value, whatever the role or database says.
package struct SessionSettings: Sendable {
    /// Milliseconds; 0 is no limit.
    package var lockTimeout: Int
    package var statementTimeout: Int
    package var idleInTransactionTimeout: Int
    /// `SET ROLE` after the rest.
    package var role: String?

    package init(
        lockTimeout: Int = 5_000, statementTimeout: Int = 600_000, idleInTransactionTimeout: Int = 3_600_000,
        role: String? = nil
    ) {
        self.lockTimeout = lockTimeout
        self.statementTimeout = statementTimeout
        self.idleInTransactionTimeout = idleInTransactionTimeout
        self.role = role
    }

    /// Canonical text: two databases with equal values print equal bytes.
    package static let pinned = [
        ("client_encoding", "UTF8"), ("TimeZone", "UTC"), ("DateStyle", "ISO, YMD"), ("IntervalStyle", "postgres"),
        ("extra_float_digits", "1"), ("bytea_output", "hex"), ("lc_monetary", "C"), ("xmloption", "content"),
        ("search_path", ""), ("standard_conforming_strings", "on"), ("row_security", "off"), ("jit", "off"),
        ("client_min_messages", "notice"), ("quote_all_identifiers", "off"), ("array_nulls", "on"),
        ("transform_null_equals", "off"), ("xmlbinary", "base64"), ("backslash_quote", "safe_encoding"),
    ]

    var sql: SQL {
        var statements: [SQL] = Self.pinned.map { name, value in "SET \(raw: name) = \(value)" }
        statements.append("SET lock_timeout = \(lockTimeout)")
        statements.append("SET statement_timeout = \(statementTimeout)")
        statements.append("SET idle_in_transaction_session_timeout = \(idleInTransactionTimeout)")
        // Otherwise a backend goes on for hours after its client is gone, with its locks, and the next run has to wait.
        statements.append("SET client_connection_check_interval = 1000")
        if let role { statements.append("SET ROLE \(ident: role)") }
        return .joined(statements, separator: "; ")
    }
}
