import Postgres
import SeedModel

extension StagedTable {
    /// Columns that some update sets to another value.
    var changedColumns: Set<String> { Set(updateGroups.flatMap(\.columns).flatMap { columns[$0].heldIn }) }

    /// Whether updates may set the column.
    func holds(_ column: String) -> Bool { projection.heldColumns.contains(column) }

    /// Marks the updates that were found contested as rows to be deleted and inserted again.
    var reinsertingContested: SQL { "UPDATE \(name) SET grp = -1 WHERE ctid IN (\(ContestedRows.ids))" }

    /// Counts the updates again after some of them became rows to be deleted and inserted again.
    mutating func countGroups(_ session: borrowing Session) throws {
        for index in updateGroups.indices { updateGroups[index].rows = 0 }
        for row in try session.rows("SELECT grp, pg_catalog.count(*) FROM \(name) WHERE op = 'u' GROUP BY grp") {
            guard let group = row[0].flatMap({ Int($0) }), let rows = row[1].flatMap({ Int($0) }) else { continue }
            if group < 0 { reinserted = rows } else { updateGroups[group].rows = rows }
        }
    }

    /// Whether an update gives the row another value of what `key` references; nil where none does.
    func isRekeyed(_ key: CatalogForeignKey) -> SQL? {
        guard changesValue(of: key) else { return nil }
        let changes = key.parentColumns.compactMap { isWrittenDistinct($0, from: alias) }
        return changes.isEmpty ? nil : "(\(Self.alias).op = 'u' AND (\(changes, separator: " OR ")))"
    }
}
