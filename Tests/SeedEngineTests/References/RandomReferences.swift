import SeedModel
import SeedTestKit

/// Tables that reference each other by ids of their own, drawn from a seed, with functions that tell rows by natural keys.
struct RandomReferences {
    private struct Reference {
        var column: String
        var parent: Int
        var isNullable: Bool
        var action: String
    }

    private struct Table {
        var number: Int
        var id: String
        var references: [Reference]
        /// Of `references`, in the match key; the table itself makes the key a path.
        var keyed: Int?
        var isJoin = false

        var name: String { "t\(number)" }
        var isPath: Bool { keyed.map { references[$0].parent == number } ?? false }
        var match: [String] {
            isJoin ? references.map(\.column) : (keyed.map { [references[$0].column] } ?? []) + ["code"]
        }
    }

    private var generator: SeededGenerator
    private var tables: [Table] = []

    init(seed: UInt64) {
        generator = SeededGenerator(state: seed)
        let count = Int.random(in: 2...5, using: &generator)
        for number in 0..<count { tables.append(table(number, of: count)) }
        let ends = (0..<2).map { _ in Int.random(in: 0..<count, using: &generator) }
        tables.append(
            Table(
                number: count, id: "",
                references: ends.enumerated().map { index, parent in
                    Reference(column: "r\(index)", parent: parent, isNullable: false, action: "CASCADE")
                }, isJoin: true))
    }

    private mutating func table(_ number: Int, of count: Int) -> Table {
        var references: [Reference] = []
        for index in 0..<Int.random(in: 0...3, using: &generator) {
            let parent = Int.random(in: 0..<count, using: &generator)
            let isNullable = parent >= number || Bool.random(using: &generator)
            let actions = isNullable ? ["NO ACTION", "SET NULL", "CASCADE"] : ["NO ACTION", "CASCADE", "RESTRICT"]
            references.append(
                Reference(
                    column: "r\(index)", parent: parent, isNullable: isNullable,
                    action: actions.randomElement(using: &generator) ?? ""))
        }
        let ids = ["int GENERATED ALWAYS AS IDENTITY", "bigserial", "uuid DEFAULT gen_random_uuid()"]
        var table = Table(
            number: number, id: ids.randomElement(using: &generator) ?? "", references: references)
        // A key leads to tables of a smaller number, or up its own tree.
        let keys = references.indices.filter { index in
            references[index].parent < number && !references[index].isNullable || references[index].parent == number
        }
        if Bool.random(using: &generator) { table.keyed = keys.randomElement(using: &generator) }
        if table.isPath { table.id = ids[1] }
        return table
    }

    var rules: [TableRule] {
        tables.map { TableRule(name: $0.name, match: $0.isJoin ? nil : $0.match, mode: .mirror) }
    }

    /// Ids of the two sides start far from each other.
    func creation(firstID: Int) -> String {
        let creations = tables.map { table in
            let own = table.isJoin ? [] : ["id \(table.id) PRIMARY KEY", "code text NOT NULL"]
            let columns = table.references.map { reference in
                "\(reference.column) \(type(tables[reference.parent]))\(reference.isNullable ? "" : " NOT NULL")"
            }
            let key =
                table.isJoin
                ? "PRIMARY KEY (r0, r1)" : "UNIQUE NULLS NOT DISTINCT (\(table.match.joined(separator: ", ")))"
            return "CREATE TABLE \(table.name) (\((own + columns + ["v int", key]).joined(separator: ", ")));"
        }
        let keys = tables.flatMap { table in
            table.references.map { reference in
                """
                ALTER TABLE \(table.name) ADD FOREIGN KEY (\(reference.column)) REFERENCES t\(reference.parent)
                    ON DELETE \(reference.action);
                """
            }
        }
        let numbers = tables.filter { !$0.isJoin && !$0.id.hasPrefix("uuid") }.map { table in
            "SELECT setval(pg_get_serial_sequence('\(table.name)', 'id'), \(firstID));"
        }
        let names = tables.filter { !$0.isJoin }.map { table in
            let above = table.keyed.map {
                "coalesce(n\(table.references[$0].parent)(\(table.references[$0].column)::text), '-')"
            }
            return """
                CREATE FUNCTION n\(table.number)(text) RETURNS text LANGUAGE sql AS
                    $$SELECT \(above.map { "\($0) || '/' || " } ?? "")code FROM t\(table.number) WHERE id::text = $1$$;
                """
        }
        return "SET check_function_bodies = off;" + (creations + keys + numbers + names).joined(separator: "\n")
    }

    private func type(_ table: Table) -> String {
        table.id.hasPrefix("uuid") ? "uuid" : table.id.hasPrefix("big") ? "bigint" : "int"
    }

    /// Every row by what it says, no id among it.
    var content: String {
        tables.map { table in
            let references = table.references.map { "n\($0.parent)(\($0.column)::text)" }
            let own = table.isJoin ? [] : ["n\(table.number)(id::text)"]
            return """
                SELECT '\(table.name)', r::text FROM (SELECT \((own + references + ["v"]).joined(separator: ", ")) FROM \(table.name)) r
                    ORDER BY r::text COLLATE "C";
                """
        }.joined(separator: "\n")
    }

    /// Statements of which some fail: a row is referenced, a key is taken.
    mutating func edits(_ count: Int) -> [String] {
        (0..<count).map { _ in edit(tables[Int.random(in: 0..<tables.count, using: &generator)]) }
    }

    private mutating func edit(_ table: Table) -> String {
        let code = "c\(Int.random(in: 0...7, using: &generator))"
        let choice = Int.random(in: 0...9, using: &generator)
        let values = table.references.map { any($0, of: table, isNew: choice < 5) }
        guard !table.isJoin else {
            return Bool.random(using: &generator)
                ? "INSERT INTO \(table.name) SELECT \(values.joined(separator: ", ")), 1"
                : "DELETE FROM \(table.name) WHERE r0 = \(values[0])"
        }
        switch choice {
        case 0...4:
            let columns = ["code"] + table.references.map(\.column) + ["v"]
            return """
                INSERT INTO \(table.name) (\(columns.joined(separator: ", ")))
                    SELECT \((["'\(code)'"] + values + ["\(Int.random(in: 0...9, using: &generator))"]).joined(separator: ", "))
                """
        case 5: return "UPDATE \(table.name) SET v = v + 1 WHERE code = '\(code)'"
        case 6: return "UPDATE \(table.name) SET code = 'x' || code WHERE code = '\(code)'"
        case 7: return "DELETE FROM \(table.name) WHERE code = '\(code)'"
        default:
            guard let index = table.references.indices.randomElement(using: &generator) else {
                return "UPDATE \(table.name) SET v = NULL WHERE code = '\(code)'"
            }
            return """
                UPDATE \(table.name) SET \(table.references[index].column) = \(values[index]) WHERE code = '\(code)'
                """
        }
    }

    /// The id of a row that is there; of a path one that was there before, so that no circle comes about.
    private mutating func any(_ reference: Reference, of table: Table, isNew: Bool) -> String {
        if reference.isNullable, Int.random(in: 0...3, using: &generator) == 0 { return "NULL" }
        let salt = Int.random(in: 0...99, using: &generator)
        if table.isPath, reference.parent == table.number {
            let older = isNew ? "" : " AND p.id < \(table.name).id"
            return "(SELECT max(p.id) FROM \(table.name) p WHERE p.code < 'c\(salt % 8)'\(older))"
        }
        return "(SELECT id FROM t\(reference.parent) p ORDER BY md5(p.code || '\(salt)'), id LIMIT 1)"
    }
}
