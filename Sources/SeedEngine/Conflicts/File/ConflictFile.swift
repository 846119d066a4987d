import SeedModel

/// The file in which a person decides the open conflicts of plans: written by `seedd plan --conflicts`, read again with
/// `--resolutions` (docs/CONFLICTS.md).
enum ConflictFile {
    static let kind = "conflicts"
    static let version = 1
    /// Of a file that is written or read: a conflict may hold cells of megabytes, but nobody decides more than this by hand.
    static let maxBytes = 64 << 20

    static let head = """
        # Rows that were edited in the target since the last run, and that differ from the source. Decide each of them:
        #
        #   resolution: source      the source's row is written, whatever the target has
        #   resolution: target      the target's row stays, and is no conflict again until the source's row changes
        #   resolution: values      these values are written; every column under `columns` needs one:
        #   values: {note: "both", price: null}
        #   resolution: null        not decided yet: the row stays in conflict
        #
        # A value is a text as PostgreSQL prints it, quotes or not: NO, 007 and "null" are texts; null is NULL.
        # `base` is what was promoted last. Nothing but `resolution` and `values` is to be changed.
        # Then: seedd plan --resolutions FILE, and seedd sync --resolutions FILE

        """
}

extension Change {
    /// A row that somebody has to decide about.
    package var isOpenConflict: Bool { kind == .conflict && edit?.isKept != true }
}
