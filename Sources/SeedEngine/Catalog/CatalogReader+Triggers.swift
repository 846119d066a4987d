import Postgres

extension CatalogReader {
    /// Enabled triggers that act on writes to each table or, as long as theirs are not copies of its own, to one of its
    /// partitions; then its rules, which have no function.
    ///
    /// Rows are led to partitions, whose triggers fire; only statement triggers are those of the table that was named.
    static func triggersAndRules(_ oids: SQL) -> SQL {
        """
        SELECT w.root, g.tgname, \(moment), g.tgenabled,
            pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(p.proname) || '()',
            l.lanname IN ('plpgsql', 'sql') AND NOT EXISTS (
                SELECT FROM pg_catalog.unnest(p.proconfig) AS s (setting) WHERE s.setting LIKE 'search\\_path=%'),
            CASE WHEN w.root <> w.written THEN cn.nspname END, CASE WHEN w.root <> w.written THEN c.relname END
        FROM (SELECT oid AS root, oid AS written FROM pg_catalog.pg_class WHERE oid = ANY (\(oids))
            UNION ALL
            SELECT r.oid, t.relid FROM pg_catalog.pg_class r, pg_catalog.pg_partition_tree(r.oid) t
            WHERE r.oid = ANY (\(oids)) AND r.relkind = 'p' AND t.relid <> r.oid) w
        JOIN pg_catalog.pg_trigger g ON g.tgrelid = w.written
        LEFT JOIN pg_catalog.pg_trigger origin ON origin.oid = g.tgparentid
        JOIN pg_catalog.pg_class c ON c.oid = w.written JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace
        JOIN pg_catalog.pg_proc p ON p.oid = g.tgfoid JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
        JOIN pg_catalog.pg_language l ON l.oid = p.prolang
        -- PostgreSQL 14 calls a partition's copy of a trigger internal.
        WHERE NOT coalesce(origin.tgisinternal, g.tgisinternal) AND g.tgenabled <> 'D' AND g.tgtype & 28 <> 0
            AND (w.root = w.written OR (g.tgtype & 1 = 1
                AND (origin.oid IS NULL OR origin.tgenabled <> g.tgenabled)))
        UNION ALL
        SELECT ev_class, rulename, 'ON ' || CASE ev_type WHEN '2' THEN 'UPDATE' WHEN '3' THEN 'INSERT'
            ELSE 'DELETE' END || CASE WHEN is_instead THEN ' DO INSTEAD' ELSE ' DO ALSO' END, ev_enabled,
            NULL, NULL, NULL, NULL
        FROM pg_catalog.pg_rewrite
        WHERE ev_class = ANY (\(oids)) AND rulename <> '_RETURN' AND ev_enabled <> 'D'
        ORDER BY 1, 2, 7, 8
        """
    }

    /// The bits of `pg_trigger.tgtype` in the words of CREATE TRIGGER.
    private static let moment: SQL = """
        CASE WHEN g.tgtype & 64 <> 0 THEN 'INSTEAD OF' WHEN g.tgtype & 2 <> 0 THEN 'BEFORE' ELSE 'AFTER' END || ' '
            || pg_catalog.concat_ws(' OR ', CASE WHEN g.tgtype & 4 <> 0 THEN 'INSERT' END,
                CASE WHEN g.tgtype & 16 <> 0 THEN 'UPDATE' END, CASE WHEN g.tgtype & 8 <> 0 THEN 'DELETE' END)
            || CASE WHEN g.tgtype & 1 = 0 THEN ' FOR EACH STATEMENT' WHEN g.tginitdeferred THEN ' INITIALLY DEFERRED'
                ELSE '' END
        """
}
