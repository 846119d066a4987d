/// Statements over whatever tables `seedd_tables` names: no name is in them, so none can break out of them.
extension RestoreScript {
    /// Stops where a delete would reach rows of tables that are not in the snapshot.
    static let outsideReferences = """
        -- No row of another table may be deleted or changed by a foreign key: CASCADE, SET NULL, SET DEFAULT.
        DO $$
        DECLARE
            reference record;
            reached bigint;
        BEGIN
            FOR reference IN
                SELECT t.number, t.live, t.key, c.conname, c.conrelid::pg_catalog.regclass AS child,
                    (SELECT pg_catalog.string_agg(
                            pg_catalog.format('child.%I = live.%I', theirs.attname, ours.attname), ' AND ')
                        FROM ROWS FROM (pg_catalog.unnest(c.conkey), pg_catalog.unnest(c.confkey)) AS pair (child, parent)
                        JOIN pg_catalog.pg_attribute theirs ON theirs.attrelid = c.conrelid AND theirs.attnum = pair.child
                        JOIN pg_catalog.pg_attribute ours ON ours.attrelid = c.confrelid AND ours.attnum = pair.parent
                    ) AS condition
                FROM pg_catalog.pg_constraint c JOIN pg_temp.seedd_tables t ON t.live = c.confrelid AND t.is_whole
                WHERE c.contype = 'f' AND c.conparentid = 0 AND c.confdeltype IN ('c', 'n', 'd')
                    AND c.conrelid NOT IN (SELECT inside.live FROM pg_temp.seedd_tables inside WHERE inside.is_whole)
            LOOP
                EXECUTE pg_catalog.format(
                    'SELECT pg_catalog.count(*) FROM %s child JOIN %s live ON %s WHERE NOT EXISTS (
                        SELECT FROM pg_temp.seedd_saved_%s saved WHERE ROW(%s)::text = ROW(%s)::text)',
                    reference.child, reference.live, reference.condition, reference.number,
                    (SELECT pg_catalog.string_agg(pg_catalog.format('saved.%I', name), ', ' ORDER BY place)
                        FROM pg_catalog.unnest(reference.key) WITH ORDINALITY AS k (name, place)),
                    (SELECT pg_catalog.string_agg(pg_catalog.format('live.%I', name), ', ' ORDER BY place)
                        FROM pg_catalog.unnest(reference.key) WITH ORDINALITY AS k (name, place)))
                    INTO reached;
                IF reached > 0 THEN
                    RAISE EXCEPTION '% rows of %, which is not in the snapshot, refer to rows of % that would be deleted',
                        reached, reference.child, reference.live
                        USING HINT = pg_catalog.format('constraint %I would delete or change them', reference.conname);
                END IF;
            END LOOP;
        END $$;

        """

    /// Last of all before COMMIT, and never in a dry run.
    static let sequences = """
        -- Sequences are moved up past the ids that came back. setval survives a ROLLBACK, so nothing may fail after it.
        DO $$
        DECLARE
            col record;
        BEGIN
            FOR col IN
                SELECT t.live, a.attname, s.name FROM pg_temp.seedd_tables t
                JOIN pg_catalog.pg_attribute a ON a.attrelid = t.live AND a.attnum > 0 AND NOT a.attisdropped
                CROSS JOIN LATERAL pg_catalog.pg_get_serial_sequence(t.live::text, a.attname) AS s (name)
                WHERE s.name IS NOT NULL
            LOOP
                EXECUTE pg_catalog.format(
                    'SELECT pg_catalog.setval(%L, ids.last, true) FROM (SELECT pg_catalog.max(%I) AS last FROM %s) ids, %s seq
                    WHERE ids.last > seq.last_value OR (ids.last = seq.last_value AND NOT seq.is_called)',
                    col.name, col.attname, col.live, col.name);
            END LOOP;
        END $$;
        """
}
