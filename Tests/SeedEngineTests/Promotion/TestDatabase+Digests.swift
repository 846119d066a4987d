import SeedTestKit

extension TestDatabase {
    /// Per table, the md5 of its rows as text: what seedd says is not taken for an answer.
    func digests(schema: String? = nil) throws -> [String: String] {
        let condition = schema.map { "n.nspname = '\($0)'" } ?? "n.nspname !~ '^pg_|^information_schema$|^seedd$'"
        let output = try psql(
            """
            SELECT format('SELECT %L, count(*) || '':'' || coalesce(md5(string_agg(md5(t::text), '''' ORDER BY
                t::text COLLATE "C")), ''-'') FROM %s%I.%I AS t', encode(convert_to(n.nspname || '.' || c.relname, 'UTF8'), 'hex'),
                CASE c.relkind WHEN 'r' THEN 'ONLY ' ELSE '' END, n.nspname, c.relname)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND \(condition) ORDER BY 1 \\gexec
            """)
        let pairs = output.split(separator: "\n").map { line in line.split(separator: "|").map(String.init) }
        return Dictionary(pairs.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
    }
}
