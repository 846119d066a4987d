#if canImport(Glibc)
    import Glibc
#endif

/// The `PG*` variables libpq would read behind the configuration's back.
package enum LibpqEnvironment {
    /// Variables that say where to connect and as whom; a URL that leaves these out means them, as for psql.
    private static let kept: Set<String> = [
        "PGHOST", "PGHOSTADDR", "PGPORT", "PGUSER", "PGPASSWORD", "PGPASSFILE", "PGCONNECT_TIMEOUT",
        "PGSSLMODE", "PGSSLCERT", "PGSSLKEY", "PGSSLROOTCERT", "PGSSLCRL", "PGSSLCRLDIR", "PGSSLSNI",
        "PGSSLMINPROTOCOLVERSION", "PGSSLMAXPROTOCOLVERSION", "PGREQUIREPEER", "PGCHANNELBINDING",
        "PGGSSENCMODE", "PGKRBSRVNAME", "PGGSSLIB", "PGREQUIREAUTH",
    ]

    /// Removes every other `PG*` variable (`PGOPTIONS`, `PGSERVICEFILE`, `PGTZ`, `PGDATABASE`…), which would change
    /// what a session means. Call it once, before any thread starts.
    package static func dropOverrides(from environment: [String: String]) {
        for name in environment.keys where name.hasPrefix("PG") && !kept.contains(name) {
            unsetenv(name)
        }
    }
}
