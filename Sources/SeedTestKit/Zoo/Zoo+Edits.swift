extension Zoo {
    mutating func insertion(_ number: Int, _ row: Int) -> String {
        let table = tables[number]
        let referring = Dictionary(
            table.references.flatMap { reference in
                zip(reference.columns, reference.parentColumns).map { ($0, (reference, $1)) }
            },
            uniquingKeysWith: { first, _ in first })
        let salt = draw(0...9)
        let columns = table.columns.filter(\.isWritten)
        let values = columns.map { column -> String in
            if let (reference, parent) = referring[column.name] {
                return column.suffix.isEmpty && chance(3)
                    ? "NULL"
                    : "(SELECT \(parent) FROM \(tables[reference.parent].name) \(order(reference.parent, salt)))"
            }
            if table.key.contains(column.name) || table.uniques.contains(column.name) { return column.type.value(row) }
            return chance(6) ? "NULL" : column.type.value(draw(0...30))
        }
        return "INSERT INTO \(table.name) (\(columns.map(\.name).joined(separator: ", "))) OVERRIDING SYSTEM VALUE "
            + "VALUES (\(values.joined(separator: ", ")))"
    }

    /// One row, the same on both sides.
    private func order(_ table: Int, _ salt: Int) -> String {
        "ORDER BY md5(\(tables[table].key[0])::text || '\(salt)'), \(tables[table].keyList) LIMIT 1"
    }

    /// Something that may happen to rows.
    mutating func edit() -> String {
        let number = draw(0...(tables.count - 1))
        let table = tables[number]
        let row = table.row(draw(0...11))
        switch draw(0...15) {
        case 0, 1: return "DELETE FROM \(table.name) WHERE \(row)"
        case 2, 3: return insertion(number, draw(0...15))
        case 4, 5, 6:
            let column = pick(table.columns.filter { $0.isWritten && !table.key.contains($0.name) })
            let value = chance(6) ? "NULL" : column.type.value(draw(0...30))
            return "UPDATE \(table.name) SET \(column.name) = \(value) WHERE \(row)"
        case 7: return "UPDATE \(table.name) SET live = NOT live"
        case 8, 9, 10: return rotation(table)
        case 11: return takeover(number)
        case 12: return rekeying(number)
        default: return move(number)
        }
    }

    /// A→B→C→A, or a chain whose last takes a new value.
    private mutating func rotation(_ table: ZooTable) -> String {
        guard let unique = table.uniques.randomElement(using: &generator) else { return "NULL" }
        let (first, size) = (draw(0...5), draw(2...5))
        let rows = (first..<(first + size)).map { "(\(table.row($0)))" }.joined(separator: " OR ")
        let written = table.columns.filter(\.isWritten).map(\.name).joined(separator: ", ")
        let same = table.key.map { "z.\($0) = y.\($0)" }.joined(separator: " AND ")
        let type = table.columns.first { $0.name == unique }?.type
        let last = chance(3) ? (type?.value(draw(16...30)) ?? "NULL") : "first_value(\(unique)) OVER w"
        return """
            PERFORM set_config('session_replication_role', 'replica', true);
            CREATE TEMP TABLE z ON COMMIT DROP AS SELECT \(written) FROM \(table.name) WHERE \(rows);
            CREATE TEMP TABLE y ON COMMIT DROP AS SELECT \(table.keyList), coalesce(lead(\(unique)) OVER w, \(last)) AS v
            FROM z WINDOW w AS (ORDER BY \(table.keyList));
            UPDATE z SET \(unique) = y.v FROM y WHERE \(same);
            DELETE FROM \(table.name) WHERE \(rows);
            INSERT INTO \(table.name) (\(written)) OVERRIDING SYSTEM VALUE SELECT \(written) FROM z;
            DROP TABLE z, y; PERFORM set_config('session_replication_role', 'origin', true)
            """
    }

    /// A deleted row's unique value goes to another row, or to a new one.
    private mutating func takeover(_ number: Int) -> String {
        let table = tables[number]
        let (gone, heir) = (draw(0...5), draw(6...14))
        guard let unique = table.uniques.randomElement(using: &generator),
            let column = table.columns.first(where: { $0.name == unique })
        else { return "NULL" }
        return """
            DELETE FROM \(table.name) WHERE \(table.row(gone));
            \(chance(2) ? insertion(number, heir) : "NULL");
            UPDATE \(table.name) SET \(unique) = \(column.type.value(gone)) WHERE \(table.row(heir))
            """
    }

    /// A parent's referenced value changes, and its children follow.
    private mutating func rekeying(_ number: Int) -> String {
        let table = tables[number]
        guard let reference = table.references.randomElement(using: &generator), reference.columns.count == 1,
            let parent = reference.parentColumns.first,
            let column = tables[reference.parent].columns.first(where: { $0.name == parent })
        else { return "NULL" }
        let (old, new) = (draw(0...8), draw(16...30))
        let children = tables.flatMap { table in
            table.references.filter { $0.parent == reference.parent && $0.parentColumns == [parent] }.map { other in
                """
                UPDATE \(table.name) SET \(other.columns[0]) = \(column.type.value(new))
                    WHERE \(other.columns[0]) = \(column.type.value(old));
                """
            }
        }
        return """
            PERFORM set_config('session_replication_role', 'replica', true);
            UPDATE \(tables[reference.parent].name) SET \(parent) = \(column.type.value(new))
                WHERE \(parent) = \(column.type.value(old));
            IF FOUND THEN \(children.joined(separator: "\n")) END IF;
            PERFORM set_config('session_replication_role', 'origin', true)
            """
    }

    /// Rows go to another parent, and the old one may go.
    private mutating func move(_ number: Int) -> String {
        let table = tables[number]
        guard let reference = table.references.randomElement(using: &generator) else { return "NULL" }
        let parent = tables[reference.parent]
        let (from, salt) = (parent.row(draw(0...8)), draw(0...9))
        let old = "SELECT \(reference.parentColumns.joined(separator: ", ")) FROM \(parent.name) WHERE \(from)"
        let new =
            "SELECT \(reference.parentColumns.joined(separator: ", ")) FROM \(parent.name) WHERE NOT (\(from)) \(order(reference.parent, salt))"
        let columns = reference.columns.joined(separator: ", ")
        return """
            UPDATE \(table.name) SET (\(columns)) = (\(new)) WHERE (\(columns)) IN (\(old));
            \(chance(2) ? "DELETE FROM \(parent.name) WHERE \(from)" : "NULL")
            """
    }
}
