import Postgres

/// What may be said of stamps that running transactions of a source carry, asked before the snapshot is taken that rows
/// are read from.
///
/// A transaction the snapshot does not see was running when this was asked, or began later: a stamp of its start is not
/// before the earliest start, or now, less a second for clocks that step back and for starts not yet shown.
struct StampClock {
    /// As the source prints a `timestamptz`; nil where nothing can be said, `obstacle` says why.
    let mark: String?
    let obstacle: String?

    static func read(_ source: borrowing Session) throws(PostgresError) -> StampClock {
        let rows = try source.rows(
            """
            SELECT (LEAST(pg_catalog.min(xact_start), pg_catalog.statement_timestamp())
                    - '1 second'::pg_catalog.interval)::pg_catalog.text,
                pg_catalog.pg_has_role('pg_read_all_stats', 'USAGE'),
                pg_catalog.count(*) FILTER (WHERE state = 'disabled' OR query = '<insufficient privilege>'),
                pg_catalog.pg_is_in_recovery()
            FROM pg_catalog.pg_stat_activity WHERE pid <> pg_catalog.pg_backend_pid()
            """)
        // Second: what is prepared between the two was running in the first.
        let prepared = try source.rows(
            "SELECT FROM pg_catalog.pg_prepared_xacts WHERE database = pg_catalog.current_database() LIMIT 1")
        guard let row = rows.first else { return StampClock(mark: nil, obstacle: "nobody tells who is connected") }
        let obstacle: String? =
            row[3] == "t"
            ? "the transactions of a standby's primary can't be seen"
            : row[1] != "t"
                ? "the role is no member of pg_read_all_stats"
                : row[2] != "0"
                    ? "sessions hide what they do (track_activities is off)"
                    : prepared.isEmpty ? nil : "a transaction is prepared"
        return StampClock(mark: obstacle == nil ? row[0] : nil, obstacle: obstacle)
    }
}
