import Postgres
import SeedModel

/// The statements that look up in the target which rows the staged rows of a table reference.
struct ReferenceSearch {
    let reference: Reference
    /// Of the reference, in the table's projection.
    let column: Int
    let table: StagedTable

    private static let row: SQL = "seedd_p"
    private static let new: SQL = "seedd_x"

    private var value: SQL { table.value(column) }
    private var isWanted: SQL { "\(StagedTable.alias).op <> 'd' AND \(value) IS NOT NULL" }
    /// Something of it is not known yet; another reference may have told a part.
    private var isOpen: SQL {
        let parts = reference.held.compactMap { held in
            table.written(held.column.name).map { "\($0) IS NULL" as SQL }
        }
        return "(\(parts, separator: " OR "))"
    }

    /// The way above a referenced row, where the key is one.
    private var above: SQL? { reference.isPath ? reference.pathAbove(value) : nil }

    /// A row of the target has the key.
    private var isSame: SQL {
        var same = reference.key.indices.map { index -> SQL in
            let key = reference.key[index]
            return key.sameKey(key.value(Self.row), reference.element(index, of: value))
        }
        if let above { same.append("\(reference.value(Self.row, atSource: false)) IS NOT DISTINCT FROM \(above)") }
        return .joined(same, separator: " AND ")
    }

    /// What narrows the rows that are looked at, one after the other: of several rows with a key, those that the job leaves
    /// alone count only where there is no other.
    var conditions: [SQL?] {
        let inside = reference.target.hasUniqueKey ? nil : reference.target.isInside(Self.row)
        return inside.map { [$0, nil] } ?? [nil]
    }

    /// What the reference is told by, as text.
    var told: SQL { table.columns[column].text(value) }

    /// FROM and WHERE of the staged rows whose reference was not found.
    var notFound: SQL { "FROM \(table.from) WHERE \(isWanted) AND \(isOpen)" }

    /// Keys that several rows have.
    func ambiguous(_ condition: SQL?, atMost limit: Int) -> SQL {
        """
        SELECT DISTINCT \(told)
        FROM \(table.from) JOIN \(reference.target.from(Self.row)) ON \(isSame)
        WHERE \(isWanted) AND \(isOpen)\(Self.and(condition)) GROUP BY \(StagedTable.alias).ctid, 1
        HAVING pg_catalog.count(*) > 1 LIMIT \(limit)
        """
    }

    /// Takes what is held from rows of the target; those that `parent` is about to delete don't stay.
    func fill(_ condition: SQL?, staying parent: StagedTable?) -> SQL {
        let found = reference.held.compactMap { held in
            table.filledName(held.column.name).map { "\($0) = \(Self.row).\(ident: held.parent)" as SQL }
        }
        var staying: SQL = ""
        if let parent, parent.plan.counts.delete > 0 {
            staying = """
                 AND NOT EXISTS (SELECT FROM \(parent.name) AS \(Self.new)
                    WHERE \(Self.new).op = 'd' AND \(parent.sameKey(Self.row, Self.new)))
                """
        }
        return """
            UPDATE \(table.name) AS \(StagedTable.alias) SET \(found) FROM \(reference.target.from(Self.row))
            WHERE \(isWanted) AND \(isOpen) AND \(isSame)\(Self.and(condition))\(staying)
            """
    }

    /// Takes it from rows that are about to be inserted; nil where these don't say.
    func fill(fromNew parent: StagedTable) -> SQL? {
        let drawn = reference.held.compactMap { held -> SQL? in
            guard let name = table.filledName(held.column.name) else { return nil }
            return parent.written(held.parent, of: Self.new).map { "\(name) = \($0)" }
        }
        guard drawn.count == reference.held.count else { return nil }
        var same = reference.key.compactMap { key -> SQL? in
            let index = reference.key.firstIndex { $0.name == key.name } ?? 0
            return parent.columns.firstIndex { $0.name == key.name }.map { column in
                key.sameKey(parent.value(column, of: Self.new), reference.element(index, of: value))
            }
        }
        if let above { same.append("\(parent.value(column, of: Self.new)) IS NOT DISTINCT FROM \(above)") }
        return """
            UPDATE \(table.name) AS \(StagedTable.alias) SET \(drawn) FROM \(parent.name) AS \(Self.new)
            WHERE \(isWanted) AND \(Self.new).op = 'i' AND \(same, separator: " AND ")
            """
    }

    private static func and(_ condition: SQL?) -> SQL { condition.map { " AND \($0)" } ?? "" }
}
