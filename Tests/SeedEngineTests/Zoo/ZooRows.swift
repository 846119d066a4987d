import SeedTestKit

/// The rows of a zoo's job as hashes made by the server, and what must become of them.
struct ZooRows {
    struct Row: Equatable {
        /// What the job compares, key included.
        var projected: String
        /// What it leaves to the target.
        var kept: String
        var isInside: Bool
    }

    let zoo: Zoo
    let rules: [ZooRule]
    let schema: String

    /// Per table of the job, by key.
    func read(_ database: TestDatabase, isTarget: Bool) throws -> [[String: Row]] {
        let queries = rules.enumerated().map { number, rule in
            let table = zoo.tables[rule.table]
            let kept = isTarget ? rule.ignore + (table.extra.map { [$0.name] } ?? []) : []
            let projected = table.columns.map(\.name).filter { !rule.ignore.contains($0) }
            return """
                SELECT \(number), md5(ROW(\(table.keyList))::text), md5(ROW(\(projected.joined(separator: ", ")))::text),
                    md5(ROW(\(kept.joined(separator: ", ")))::text), coalesce(\(rule.filter ?? "true"), false)
                FROM \(table.isPartitioned ? "" : "ONLY ")\(schema).\(table.name);
                """
        }
        var rows = [[String: Row]](repeating: [:], count: rules.count)
        for line in try database.psql("SET search_path = \(schema), public;" + queries.joined()).split(separator: "\n")
        {
            let fields = line.split(separator: "|").map(String.init)
            rows[Int(fields[0]) ?? 0][fields[1]] = Row(
                projected: fields[2], kept: fields[3], isInside: fields[4] == "t")
        }
        return rows
    }

    /// What is wrong with the target's rows after a run, table by table.
    func differences(_ source: [[String: Row]], _ before: [[String: Row]], _ after: [[String: Row]]) -> [String] {
        rules.indices.flatMap { number -> [String] in
            let name = zoo.tables[rules[number].table].name
            let (source, before, after) = (source[number].filter(\.value.isInside), before[number], after[number])
            var problems: [String] = []
            for (key, row) in source {
                let wanted = rules[number].mode == "insert" ? (before[key] ?? row).projected : row.projected
                if after[key]?.projected != wanted { problems.append("\(name) has a row that is not the source's") }
            }
            for (key, row) in after where source[key] == nil && before[key] != row {
                problems.append("\(name) has a row that neither side had")
            }
            for (key, row) in before {
                if after[key] == nil, rules[number].mode != "mirror" || !row.isInside {
                    problems.append("\(name) lost a row")
                }
                if after[key] != nil, rules[number].mode == "mirror", row.isInside, source[key] == nil {
                    problems.append("\(name) kept a row that the source has not")
                }
                if let kept = after[key]?.kept, kept != row.kept {
                    problems.append("\(name) lost what is the target's own")
                }
            }
            return problems
        }
    }

    /// The table's name in `TestDatabase.digests`.
    func digestKey(_ table: ZooTable) -> String {
        "\(schema).\(ZooCase.plain(table.name))".utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
