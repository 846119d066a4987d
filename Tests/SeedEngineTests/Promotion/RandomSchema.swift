import SeedTestKit

/// Tables, references between them and edits, drawn from a seed.
struct RandomSchema {
    private var generator: SeededGenerator
    private(set) var tables: [Table] = []

    struct Table {
        var name: String
        /// SQL of the key's type, and of its n-th value.
        var key: (type: String, value: @Sendable (Int) -> String)
        var references: [(column: String, table: Int)] = []
        var uniques: [String] = []
    }

    private static let keys: [(type: String, value: @Sendable (Int) -> String)] = [
        ("int", { "\($0)" }), ("bigint", { "\($0 - 10) * 1000000007::bigint" }),
        ("text", { "'K' || chr(\(64 + $0)) || chr(\(300 - $0))" }),
        ("uuid", { "md5('\($0)')::uuid" }), ("date", { "date '2026-01-01' + \($0)" }),
        ("numeric(8,2)", { "\($0) / 4.0" }),
        ("varchar(6)", { "'v\(($0 * 7) % 31)'" }),
    ]

    init(seed: UInt64) {
        generator = SeededGenerator(state: seed)
        for number in 0..<Int.random(in: 2...6, using: &generator) {
            let key = Self.keys.randomElement(using: &generator) ?? Self.keys[0]
            var table = Table(name: "t\(number)", key: key)
            if chance(3) { table.uniques.append("u") }
            if chance(4) { table.uniques.append("s") }
            tables.append(table)
        }
        for number in tables.indices {
            for reference in 0..<Int.random(in: 0...2, using: &generator) {
                tables[number].references.append(
                    ("r\(reference)", Int.random(in: tables.indices, using: &generator)))
            }
        }
    }

    private mutating func chance(_ of: Int) -> Bool { Int.random(in: 0..<of, using: &generator) == 0 }

    /// Tables and their first rows; references are added last, for there may be cycles.
    mutating func creation() -> String {
        var sql = ""
        for table in tables {
            let references = table.references.map { ", \($0.column) \(tables[$0.table].key.type)" }.joined()
            sql +=
                "CREATE TABLE \(table.name) (k \(table.key.type) PRIMARY KEY, u int, s text NOT NULL, j jsonb\(references));\n"
            for unique in table.uniques { sql += "ALTER TABLE \(table.name) ADD UNIQUE (\(unique));\n" }
        }
        for number in tables.indices {
            for row in 0..<Int.random(in: 0...8, using: &generator) {
                sql += insert(number, row, references: false) + ";\n"
            }
        }
        let actions = [
            "", "ON DELETE CASCADE", "ON DELETE SET NULL", "ON UPDATE CASCADE", "DEFERRABLE INITIALLY DEFERRED",
        ]
        for table in tables {
            for reference in table.references {
                let action = actions.randomElement(using: &generator) ?? ""
                sql +=
                    "ALTER TABLE \(table.name) ADD FOREIGN KEY (\(reference.column)) REFERENCES "
                    + "\(tables[reference.table].name) \(action);\n"
            }
        }
        return sql
    }

    private mutating func insert(_ table: Int, _ row: Int, references: Bool) -> String {
        let row = row + 1
        let values = tables[table].references.map { references ? self.reference($0.table) : "NULL" }
        let columns = ["\(tables[table].key.value(row))", "\(row)", "'\(row)'", "'{\"n\": \(row).0}'"] + values
        return "INSERT INTO \(tables[table].name) VALUES (\(columns.joined(separator: ", ")))"
    }

    private mutating func reference(_ table: Int) -> String {
        chance(4)
            ? "NULL"
            : "(SELECT k FROM \(tables[table].name) ORDER BY md5(k::text || '\(Int.random(in: 0...9, using: &generator))') LIMIT 1)"
    }

    /// Edits that may fail one by one: each is a statement of its own, and what its constraints refuse does not happen.
    mutating func edits(_ count: Int) -> [String] {
        (0..<count).map { _ in
            let number = Int.random(in: tables.indices, using: &generator)
            let table = tables[number]
            let (one, two) = (Int.random(in: 1...12, using: &generator), Int.random(in: 1...12, using: &generator))
            switch Int.random(in: 0..<9, using: &generator) {
            case 0, 1: return "DELETE FROM \(table.name) WHERE k = \(table.key.value(one))"
            case 2, 3: return insert(number, one, references: true)
            case 4:
                return
                    "UPDATE \(table.name) SET s = E'\\n' || s || '\(two)', j = '{\"n\": \(two).00}' WHERE u >= \(one)"
            case 5:
                return "UPDATE \(table.name) SET u = \(chance(3) ? "NULL" : "\(two)") WHERE k = \(table.key.value(one))"
            case 6:
                return "UPDATE \(table.name) SET u = NULL, s = md5(s) WHERE u IN (\(one), \(two))"
            default:
                guard let reference = table.references.randomElement(using: &generator) else { return "NULL" }
                let value = self.reference(reference.table)
                return "UPDATE \(table.name) SET \(reference.column) = \(value) WHERE k = \(table.key.value(one))"
            }
        } + tables.indices.flatMap { swap($0) }
    }

    /// Unique values handed on: NULL first, as no index checks that.
    private mutating func swap(_ table: Int) -> [String] {
        guard chance(2) else { return [] }
        let name = tables[table].name
        return [
            """
            CREATE TEMP TABLE seedd_swap AS SELECT k, lead(u, 1, first_value(u) OVER w) OVER w AS u,
                lead(s, 1, first_value(s) OVER w) OVER w AS s FROM \(name) WINDOW w AS (ORDER BY k);
            UPDATE \(name) SET u = NULL, s = md5(k::text);
            UPDATE \(name) t SET u = n.u, s = n.s FROM seedd_swap n WHERE n.k = t.k; DROP TABLE seedd_swap
            """
        ]
    }
}
