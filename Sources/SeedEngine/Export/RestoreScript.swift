import SeedModel

/// `restore.sql` of an export: a script for psql that puts the rows back in one transaction.
///
/// Names of tables and columns are in it as quoted identifiers only. Files are copied into temporary tables of plain
/// names, because `\copy` is not parsed as SQL is.
struct RestoreScript {
    let id: SnapshotID
    let manifest: SnapshotManifest
    let tables: [ExportedTable]

    var text: String {
        let restored = zip(tables, 1...).map { RestoredTable($0, number: $1) }
        return [
            header, Self.begin, restored.map(\.loading).joined(separator: "\n"), Self.outsideReferences,
            Self.explanation, Self.writing(restored), Self.verifying(restored), Self.end,
        ].joined(separator: "\n")
    }

    private var header: String {
        """
        -- Snapshot \(id) of database \(Printable.quoted(manifest.target.database)), environment \
        \(Printable.quoted(manifest.target.environment)), taken \(manifest.createdAt).
        -- In this folder: psql -X -f restore.sql DATABASE, with -v dry_run=1 in front to write nothing.
        \\set ON_ERROR_STOP on
        \\set QUIET on
        \\pset pager off
        \\encoding UTF8

        """
    }

    /// The settings under which the rows were printed.
    private static let begin = """
        BEGIN;
        SET LOCAL standard_conforming_strings = on;
        SET LOCAL search_path = '';
        SET LOCAL row_security = off;
        SET LOCAL TimeZone = 'UTC';
        SET LOCAL DateStyle = 'ISO, YMD';
        SET LOCAL IntervalStyle = 'postgres';
        SET LOCAL extra_float_digits = 1;
        SET LOCAL bytea_output = 'hex';
        SET LOCAL lc_monetary = 'C';
        SET LOCAL xmloption = 'content';
        CREATE TEMPORARY TABLE seedd_tables (
            number integer, live pg_catalog.regclass, is_whole boolean, key text[]) ON COMMIT DROP;

        """

    private static let explanation = """
        -- Rows are compared as text: NULL and '' differ, and a type needs no operator. All of it is one statement, so that
        -- foreign keys are checked when every row is in its place.
        """

    private static func writing(_ tables: [RestoredTable]) -> String {
        let steps = tables.reversed().compactMap(\.deleting) + tables.flatMap { [$0.updating, $0.inserting] }
        let counts = tables.map(\.counting).joined(separator: "\nUNION ALL ")
        return """
            WITH \(steps.compactMap(\.self).joined(separator: ",\n"))
            \(counts);

            SET CONSTRAINTS ALL IMMEDIATE;

            """
    }

    private static func verifying(_ tables: [RestoredTable]) -> String {
        """
        -- What is not now as it was saved?
        SELECT (\(tables.map(\.differing).joined(separator: "\n    + "))) = 0 AS is_restored \\gset
        \\if :is_restored
        \\else
        DO $$ BEGIN
            RAISE EXCEPTION 'the rows are not what was saved: a trigger may have changed them; nothing was written';
        END $$;
        \\endif

        """
    }

    private static let end = """
        \\if :{?dry_run}
        ROLLBACK;
        \\echo nothing was written: a dry run
        \\else
        \(sequences)
        COMMIT;
        \\echo restored
        \\endif

        """
}
