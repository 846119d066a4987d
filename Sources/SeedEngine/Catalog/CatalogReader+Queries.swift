import Postgres

extension CatalogReader {
    /// Six statements in one message; `CatalogReader.receive` reads their results in this order.
    static func details(ofRelations oids: [String], serverVersion: Int) -> SQL {
        let list = SQL(raw: "'{\(oids.joined(separator: ","))}'::pg_catalog.oid[]")
        return .joined(
            [
                privileges(list, serverVersion: serverVersion), columns(list),
                keys(list, serverVersion: serverVersion), triggersAndRules(list),
                foreignKeys(list, serverVersion: serverVersion), enumLabels(list),
            ], separator: ";\n")
    }

    private static func privileges(_ oids: SQL, serverVersion: Int) -> SQL {
        let maintain = serverVersion >= 170_000 ? ", MAINTAIN" : ""
        return """
            SELECT c.oid, pg_catalog.has_table_privilege(c.oid, 'SELECT') OR pg_catalog.has_any_column_privilege(c.oid, 'SELECT'),
                pg_catalog.has_table_privilege(c.oid, 'INSERT') OR pg_catalog.has_any_column_privilege(c.oid, 'INSERT'),
                pg_catalog.has_table_privilege(c.oid, 'UPDATE') OR pg_catalog.has_any_column_privilege(c.oid, 'UPDATE'),
                pg_catalog.has_table_privilege(c.oid, 'DELETE'), pg_catalog.has_schema_privilege(c.relnamespace, 'USAGE'),
                current_user, pg_catalog.has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE\(raw: maintain)')
            FROM pg_catalog.pg_class c WHERE c.oid = ANY (\(oids))
            """
    }

    private static func columns(_ oids: SQL) -> SQL {
        """
        SELECT a.attrelid, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
            CASE WHEN bn.nspname = 'pg_catalog' THEN b.typname ELSE bn.nspname || '.' || b.typname END, t.typtype,
            a.attnotnull OR (t.typtype = 'd' AND t.typnotnull), a.atthasdef, a.attidentity, a.attgenerated <> '',
            CASE WHEN a.atthasdef OR a.attidentity <> '' THEN
                (SELECT pg_catalog.quote_ident(sn.nspname) || '.' || pg_catalog.quote_ident(s.relname)
                 FROM (SELECT d.objid, d.deptype FROM pg_catalog.pg_depend d
                    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refclassid = d.classid
                        AND d.refobjid = a.attrelid AND d.refobjsubid = a.attnum AND d.deptype IN ('a', 'i')
                    UNION ALL
                    SELECT d.refobjid, 'd' FROM pg_catalog.pg_attrdef e
                    JOIN pg_catalog.pg_depend d ON d.objid = e.oid
                        AND d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
                        AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                    WHERE e.adrelid = a.attrelid AND e.adnum = a.attnum) q
                 JOIN pg_catalog.pg_class s ON s.oid = q.objid AND s.relkind = 'S'
                 JOIN pg_catalog.pg_namespace sn ON sn.oid = s.relnamespace
                 ORDER BY q.deptype = 'd', q.deptype DESC LIMIT 1)
            END, pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'SELECT'),
            CASE WHEN bn.nspname = 'pg_catalog' OR b.typtype <> 'b' OR b.typcategory = 'A' THEN '=' ELSE (
                SELECT 'OPERATOR(' || pg_catalog.quote_ident(eqn.nspname) || '.' || eq.oprname || ')'
                FROM pg_catalog.pg_opclass oc
                JOIN pg_catalog.pg_am am ON am.oid = oc.opcmethod AND am.amname = 'btree'
                JOIN pg_catalog.pg_amop ao ON ao.amopfamily = oc.opcfamily AND ao.amopstrategy = 3
                    AND ao.amoplefttype = b.oid AND ao.amoprighttype = b.oid
                JOIN pg_catalog.pg_operator eq ON eq.oid = ao.amopopr
                JOIN pg_catalog.pg_namespace eqn ON eqn.oid = eq.oprnamespace
                WHERE oc.opcintype = b.oid AND oc.opcdefault)
            END,
            CASE WHEN a.atthasdef AND a.attgenerated = '' THEN (SELECT pg_catalog.pg_get_expr(e.adbin, e.adrelid)
                FROM pg_catalog.pg_attrdef e WHERE e.adrelid = a.attrelid AND e.adnum = a.attnum) END,
            t.typtype = 'd' OR EXISTS (SELECT FROM pg_catalog.pg_constraint k
                WHERE k.conrelid = a.attrelid AND k.contype = 'c' AND a.attnum = ANY (k.conkey)),
            EXISTS (SELECT FROM pg_catalog.pg_cast x WHERE x.castsource = b.oid AND x.castfunc >= 16384
                AND x.casttarget = 'pg_catalog.text'::pg_catalog.regtype),
            EXISTS (SELECT FROM pg_catalog.pg_partition_tree(pg_catalog.pg_partition_root(a.attrelid)) tree
                JOIN pg_catalog.pg_partitioned_table part ON part.partrelid = tree.relid
                JOIN pg_catalog.pg_attribute pa ON pa.attrelid = part.partrelid AND pa.attname = a.attname
                -- Zero is an expression, of whichever columns.
                WHERE pa.attnum = ANY (part.partattrs::pg_catalog.int2[]) OR 0 = ANY (part.partattrs::pg_catalog.int2[]))
        FROM pg_catalog.pg_attribute a
        JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
        JOIN LATERAL (
            WITH RECURSIVE base AS (
                SELECT t.oid, t.typbasetype, t.typtype UNION ALL
                SELECT d.oid, d.typbasetype, d.typtype FROM base JOIN pg_catalog.pg_type d ON d.oid = base.typbasetype
                WHERE base.typtype = 'd')
            SELECT oid FROM base WHERE typtype <> 'd') bottom ON true
        JOIN pg_catalog.pg_type b ON b.oid = bottom.oid
        JOIN pg_catalog.pg_namespace bn ON bn.oid = b.typnamespace
        WHERE a.attrelid = ANY (\(oids)) AND a.attnum > 0 AND NOT a.attisdropped
        ORDER BY a.attrelid, a.attnum
        """
    }

    private static func keys(_ oids: SQL, serverVersion: Int) -> SQL {
        let nullsNotDistinct = serverVersion >= 150_000 ? "i.indnullsnotdistinct" : "false"
        return """
            SELECT i.indrelid, c.relname, coalesce(a.attname, ''), i.indisprimary, i.indpred IS NOT NULL,
                NOT i.indimmediate, i.indisexclusion, \(raw: nullsNotDistinct),
                pg_catalog.pg_get_indexdef(i.indexrelid, k.position::pg_catalog.int4, true),
                'OPERATOR(' || pg_catalog.quote_ident(eqn.nspname) || '.' || eq.oprname || ')',
                pg_catalog.pg_get_expr(i.indpred, i.indrelid, true), i.indisunique
            FROM pg_catalog.pg_index i
            JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
            CROSS JOIN LATERAL pg_catalog.unnest(i.indkey) WITH ORDINALITY AS k (attnum, position)
            LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum AND k.attnum > 0
            LEFT JOIN pg_catalog.pg_constraint x ON x.conindid = i.indexrelid AND x.contype = 'x'
            JOIN pg_catalog.pg_opclass oc ON oc.oid = i.indclass[k.position - 1]
            LEFT JOIN pg_catalog.pg_amop ao ON ao.amopfamily = oc.opcfamily AND ao.amopstrategy = 3
                AND ao.amoplefttype = oc.opcintype AND ao.amoprighttype = oc.opcintype
            LEFT JOIN pg_catalog.pg_operator eq ON eq.oid = coalesce(x.conexclop[k.position], ao.amopopr)
            LEFT JOIN pg_catalog.pg_namespace eqn ON eqn.oid = eq.oprnamespace
            WHERE i.indrelid = ANY (\(oids)) AND (i.indisunique OR i.indisexclusion) AND i.indisvalid
                AND k.position <= i.indnkeyatts
            ORDER BY i.indrelid, NOT i.indisprimary, c.relname, k.position
            """
    }

    /// A partition's own foreign key is one of its root's rows, unless the partition itself is asked for; the copies
    /// that partitions inherit (`conparentid`) say nothing new.
    private static func foreignKeys(_ oids: SQL, serverVersion: Int) -> SQL {
        """
        SELECT f.oid, f.conname, cn.nspname, cc.relname, pn.nspname, pc.relname, ca.attname, pa.attname,
            CASE WHEN \(raw: serverVersion >= 180_000 ? "f.conenforced" : "true") THEN f.confdeltype ELSE '-' END,
            f.condeferrable,
            'OPERATOR(' || pg_catalog.quote_ident(eqn.nspname) || '.' || eq.oprname || ')', f.convalidated, f.confmatchtype = 'f',
            f.confupdtype
        FROM (SELECT k.*,
                CASE WHEN conrelid = ANY (\(oids)) THEN conrelid
                    ELSE coalesce(pg_catalog.pg_partition_root(conrelid), conrelid) END AS child,
                CASE WHEN confrelid = ANY (\(oids)) THEN confrelid
                    ELSE coalesce(pg_catalog.pg_partition_root(confrelid), confrelid) END AS parent
            FROM pg_catalog.pg_constraint k WHERE contype = 'f' AND conparentid = 0) f
        JOIN pg_catalog.pg_class cc ON cc.oid = f.child JOIN pg_catalog.pg_namespace cn ON cn.oid = cc.relnamespace
        JOIN pg_catalog.pg_class pc ON pc.oid = f.parent JOIN pg_catalog.pg_namespace pn ON pn.oid = pc.relnamespace
        CROSS JOIN LATERAL ROWS FROM (pg_catalog.unnest(f.conkey), pg_catalog.unnest(f.confkey),
            pg_catalog.unnest(f.conpfeqop)) WITH ORDINALITY AS k (child, parent, equality, position)
        JOIN pg_catalog.pg_operator eq ON eq.oid = k.equality
        JOIN pg_catalog.pg_namespace eqn ON eqn.oid = eq.oprnamespace
        JOIN pg_catalog.pg_attribute ca ON ca.attrelid = f.conrelid AND ca.attnum = k.child
        JOIN pg_catalog.pg_attribute pa ON pa.attrelid = f.confrelid AND pa.attnum = k.parent
        WHERE f.child = ANY (\(oids)) OR f.parent = ANY (\(oids))
        ORDER BY cn.nspname, cc.relname, f.conname, f.oid, k.position
        """
    }

    private static func enumLabels(_ oids: SQL) -> SQL {
        """
        SELECT pg_catalog.format_type(e.enumtypid, NULL), e.enumlabel FROM pg_catalog.pg_enum e
        WHERE e.enumtypid IN (SELECT atttypid FROM pg_catalog.pg_attribute
            WHERE attrelid = ANY (\(oids)) AND attnum > 0 AND NOT attisdropped)
        ORDER BY e.enumtypid, e.enumsortorder
        """
    }
}
