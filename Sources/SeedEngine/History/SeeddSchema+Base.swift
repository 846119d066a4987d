import Postgres

extension SeeddSchema {
    /// `key_digest` is `ColumnSelection.digest` over the match key; `row` has the text of each compared column by its name.
    static let bases: SQL = """
        CREATE TABLE seedd.base (
            job pg_catalog.text COLLATE "C" NOT NULL,
            table_schema pg_catalog.text COLLATE "C" NOT NULL,
            table_name pg_catalog.text COLLATE "C" NOT NULL,
            key_digest pg_catalog.text COLLATE "C" NOT NULL,
            row pg_catalog.jsonb NOT NULL,
            run pg_catalog.text NOT NULL,
            promoted_at pg_catalog.timestamptz NOT NULL DEFAULT pg_catalog.now(),
            PRIMARY KEY (job, table_schema, table_name, key_digest));
        COMMENT ON TABLE seedd.base IS
            'Rows as seedd promoted them last, of tables whose on_conflict is not source: they tell what was edited since'
        """
}
