import SeedModel

/// `README.txt` of an export.
struct ExportReadme {
    let id: SnapshotID
    let manifest: SnapshotManifest
    let tables: [ExportedTable]

    var text: String {
        """
        Rows of a PostgreSQL database, exported from a snapshot of seedd \(manifest.seedd)

        snapshot     \(id)
        taken        \(manifest.createdAt), \(manifest.reason.rawValue)
        job          \(Printable.escaped(manifest.job))
        environment  \(Printable.escaped(manifest.target.environment))
        database     \(Printable.escaped(manifest.target.database)), PostgreSQL \(manifest.target.serverVersion)

        To put the rows back, with psql and zstd and nothing else:

            sh restore.sh --dry-run DATABASE     shows what would be done, and writes nothing
            sh restore.sh DATABASE               does it

        DATABASE is a name or a connection string; options of psql may follow. It is one transaction: on any error the
        database is as it was. Rows that are not in a file are deleted, rows that differ are updated, missing rows are
        inserted, and columns that are not in a file are left alone. It stops if rows of other tables would be deleted or
        changed by a foreign key, and if the rows are not what was saved in the end, as a trigger may see to. While it
        runs the tables can be read, but not written by others.

        \(list)
        restore.sql is the script, SHA256SUMS finds damage. The files are what COPY ... WITH (FORMAT csv, HEADER) reads:
        every value is in quotes, NULL is nothing at all. See one with: zstd -dc FILE | less

        """
    }

    private var list: String {
        tables.map { table in
            var text = "\(Printable.escaped("\(table.saved.table)")): \(table.rowCount), \(table.stored.file)\n"
            if let filter = table.saved.filter {
                text += "    only rows of this condition, so none is deleted: \(Printable.escaped(filter))\n"
            }
            if let kept = table.saved.kept {
                text += "    not changed in rows that are there: "
                text += kept.map(Printable.escaped).joined(separator: ", ") + "\n"
            }
            if table.escape == .backslash {
                text += "    quotes inside its values have a backslash before them: ESCAPE '\\'\n"
            }
            return text
        }.joined()
    }
}
