import Postgres
import SeedModel

extension SQLScript {
    /// What would act on the rows, and the plan has never seen: the script may be run long after it was written.
    func writeSchemaCheck(_ text: ScriptText) throws {
        try text.comment("Is there a foreign key or trigger by now that the plan does not know?")
        let error = SeedError(
            .refused, "job \(plan.job)",
            "the target has foreign keys or triggers that it did not have when the plan was made; nothing was written",
            hint: "plan again")
        let names = changing.map { "pg_catalog.to_regclass(\($0.target.quoted))" as SQL }
        let tables: SQL = "ARRAY[\(names)]::pg_catalog.oid[]"
        let known = changing.flatMap { $0.projection?.target.table.triggers ?? [] }.map { "\($0.name)" as SQL }
        try refuse(
            """
            SELECT pg_catalog.concat('foreign key ', f.conname, ' of ', f.conrelid::pg_catalog.regclass)
            FROM pg_catalog.pg_constraint f
            WHERE f.contype = 'f' AND f.conparentid = 0 AND (f.confdeltype IN ('c', 'n', 'd') OR f.confupdtype IN ('c', 'n', 'd'))
                AND (f.confrelid = ANY (\(tables)) OR pg_catalog.pg_partition_root(f.confrelid) = ANY (\(tables)))\(isUnknown)
            UNION ALL
            SELECT pg_catalog.concat('trigger ', g.tgname, ' of ', g.tgrelid::pg_catalog.regclass)
            FROM pg_catalog.pg_trigger g
            WHERE g.tgrelid = ANY (\(tables)) AND NOT g.tgisinternal AND g.tgenabled <> 'D' AND g.tgtype & 28 <> 0
                AND g.tgname <> ALL (ARRAY[\(known)]::pg_catalog.name[])
            """, error, text)
    }

    private var isUnknown: SQL {
        let known = plan.foreignKeys.map { key -> SQL in
            """
            (pg_catalog.to_regclass(\(key.child.quoted)), pg_catalog.to_regclass(\(key.parent.quoted)),
                \(key.onDelete.rawValue), \(key.onUpdate.rawValue))
            """
        }
        guard !known.isEmpty else { return "" }
        return """
             AND NOT EXISTS (SELECT FROM (VALUES \(known)) AS k (child, parent, deletes, updates)
                WHERE k.child IN (f.conrelid, pg_catalog.pg_partition_root(f.conrelid))
                    AND k.parent IN (f.confrelid, pg_catalog.pg_partition_root(f.confrelid))
                    AND k.deletes IN (f.confdeltype::pg_catalog.text, '-') AND k.updates = f.confupdtype::pg_catalog.text)
            """
    }
}
