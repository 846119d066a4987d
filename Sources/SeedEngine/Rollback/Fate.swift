import Postgres
import SeedModel

/// What becomes of a live row that the snapshot does not hold.
///
/// Of a whole table all of them go: it becomes what it was. Behind a filter a row may have come in since by an edit of
/// somebody else's; there only rows go that runs wrote which the rollback undoes.
enum Fate: String {
    case isDeleted = "d"
    /// Others wrote it into the filter.
    case stays = "s"
    /// Outside the filter, and none of the rollback's business.
    case isOutside = "o"

    /// A column that tells it of each row of `side`.
    static func column(of saved: SnapshotManifest.Table, _ side: Projection.Side, _ undone: UndoneRuns) -> SQL {
        guard saved.filter != nil else { return "'d'" }
        let xmin: SQL = "\(side.alias).xmin::pg_catalog.text"
        // What its own run wrote may have left the filter without being written: by the clock, or another table's rows.
        let own: SQL = undone.own.map { "WHEN \(xmin) = \($0) THEN 'd' " } ?? ""
        let undone = undone.transactions(since: saved.mark?.horizon)
        return """
            CASE \(own)WHEN (\(side.conditions, separator: " AND ")) IS NOT TRUE THEN 'o'
                WHEN \(xmin) = ANY (\(SQL.arrayLiteral(undone))::pg_catalog.text[]) THEN 'd' ELSE 's' END
            """
    }

    /// For a person; nil where there is nothing to tell.
    static func note(staying count: Int) -> String? {
        guard count > 0 else { return nil }
        return
            "\(count.counted("row")) that came into the filter since \(count == 1 ? "is" : "are") left: others wrote "
            + (count == 1 ? "it" : "them")
    }
}
