import Postgres

extension SeeddSchema {
    /// `filter` is that of the table's rule: a row of the target that came in by another one was not inserted there.
    static let baseTables: SQL = """
        CREATE TABLE seedd.base_table (
            job pg_catalog.text COLLATE "C" NOT NULL,
            table_schema pg_catalog.text COLLATE "C" NOT NULL,
            table_name pg_catalog.text COLLATE "C" NOT NULL,
            key_columns pg_catalog.text[] NOT NULL,
            filter pg_catalog.text,
            types pg_catalog.jsonb NOT NULL,
            run pg_catalog.text NOT NULL,
            since pg_catalog.timestamptz NOT NULL DEFAULT pg_catalog.now(),
            PRIMARY KEY (job, table_schema, table_name));
        COMMENT ON TABLE seedd.base_table IS
            'Tables of which seedd.base has all rows that seedd promoted'
        """

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
