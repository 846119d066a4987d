import SeedModel

/// The parts of `restore.sql` that are about one table: `saved` are the rows of the file, `live` those of the database.
struct RestoredTable {
    private let table: SnapshotManifest.Table
    private let file: String
    private let escape: CSVText.Escape
    private let rowCount: String
    private let number: Int

    init(_ exported: ExportedTable, number: Int) {
        table = exported.saved
        file = exported.stored.file
        escape = exported.escape
        rowCount = exported.rowCount
        self.number = number
    }

    /// Copies the file into a temporary table.
    var loading: String {
        let backslash = escape == .backslash ? #", ESCAPE '\'"# : ""
        return """
            -- \(title)
            SELECT CASE relkind WHEN 'r' THEN 'ONLY' ELSE '' END AS only_\(number) FROM pg_catalog.pg_class
            WHERE oid = \(Self.literal(name))::pg_catalog.regclass \\gset
            LOCK TABLE \(live) IN SHARE ROW EXCLUSIVE MODE;
            INSERT INTO pg_temp.seedd_tables VALUES (\(number), \(Self.literal(name)), \(table.filter == nil), \
            ARRAY[\(table.key.map(Self.literal).joined(separator: ", "))]);
            CREATE TEMPORARY TABLE seedd_saved_\(number) ON COMMIT DROP AS
            SELECT \(list(table.columns.map(\.name))) FROM \(live) WITH NO DATA;
            \\copy pg_temp.seedd_saved_\(number) FROM PROGRAM 'zstd -dcq \(file)' WITH (FORMAT csv, HEADER true\(backslash))
            ANALYZE pg_temp.seedd_saved_\(number);

            """
    }

    /// Nil where only some of the table's rows were saved: whether another row should be there, the file can't tell.
    var deleting: String? {
        guard table.filter == nil else { return nil }
        return """
            deleted_\(number) AS (
                DELETE FROM \(live) AS live
                WHERE NOT EXISTS (SELECT FROM \(saved) AS saved WHERE \(isSameRow)) RETURNING 1)
            """
    }

    /// Nil where the key is all there is.
    var updating: String? {
        let names = restored.filter { !table.key.contains($0) }
        guard !names.isEmpty else { return nil }
        let assignments = names.map { "\(Identifier.quoted($0)) = saved.\(Identifier.quoted($0))" }
        return """
            updated_\(number) AS (
                UPDATE \(live) AS live SET \(assignments.joined(separator: ", "))
                FROM \(saved) AS saved WHERE \(isSameRow)
                    AND \(row("live", names)) <> \(row("saved", names)) RETURNING 1)
            """
    }

    var inserting: String {
        let names = table.columns.map(\.name)
        return """
            inserted_\(number) AS (
                INSERT INTO \(name) (\(list(names))) OVERRIDING SYSTEM VALUE
                SELECT \(list(names)) FROM \(saved) AS saved
                WHERE NOT EXISTS (SELECT FROM \(live) AS live WHERE \(isSameRow)) RETURNING 1)
            """
    }

    /// What was done, as a row of the result. Reading the counts in this order carries out the steps in it.
    var counting: String {
        func count(_ step: String, _ isThere: Bool) -> String {
            isThere ? "(SELECT pg_catalog.count(*) FROM \(step)_\(number))" : "0"
        }
        return """
            SELECT \(Self.literal(Printable.escaped("\(table.table)"))) AS "table", \
            \(count("deleted", deleting != nil)) AS deleted, \(count("updated", updating != nil)) AS updated, \
            \(count("inserted", true)) AS inserted, \(table.rows) AS saved
            """
    }

    /// Rows that are not as they were saved, and of a whole table those too many.
    var differing: String {
        let names = table.key + restored.filter { !table.key.contains($0) }
        let missing = """
            (SELECT pg_catalog.count(*) FROM \(saved) AS saved
            WHERE NOT EXISTS (SELECT FROM \(live) AS live WHERE \(row("live", names)) = \(row("saved", names))))
            """
        let surplus = "(SELECT pg_catalog.abs(pg_catalog.count(*) - \(table.rows)) FROM \(live))"
        return table.filter == nil ? "\(missing) + \(surplus)" : missing
    }

    private var title: String {
        var lines = ["\(table.table): \(rowCount)"]
        if let filter = table.filter {
            lines.append("Only rows of this condition were saved, so none is deleted: \(filter)")
        }
        if let kept = table.kept {
            lines.append("Left alone in rows that are there, as the job leaves them: \(kept.joined(separator: ", "))")
        }
        return lines.map(Printable.escaped).joined(separator: "\n-- ")
    }

    /// Columns that a row which is there gets back.
    private var restored: [String] {
        let kept = Set(table.kept ?? [])
        return table.columns.map(\.name).filter { !kept.contains($0) }
    }

    private var name: String { "\(Identifier.quoted(table.schema)).\(Identifier.quoted(table.name))" }
    private var saved: String { "pg_temp.seedd_saved_\(number)" }
    /// Without the rows of inheriting tables, but with those of partitions.
    private var live: String { ":only_\(number) \(name)" }
    private var isSameRow: String { "\(row("live", table.key)) = \(row("saved", table.key))" }

    private func row(_ alias: String, _ names: [String]) -> String {
        "ROW(\(names.map { "\(alias).\(Identifier.quoted($0))" }.joined(separator: ", ")))::text"
    }

    private func list(_ names: [String]) -> String { names.map(Identifier.quoted).joined(separator: ", ") }

    /// A string under `standard_conforming_strings`.
    private static func literal(_ text: String) -> String {
        "'" + text.unicodeScalars.reduce(into: "") { $0 += $1 == "'" ? "''" : String($1) } + "'"
    }
}
