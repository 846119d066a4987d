import SeedModel

/// A table rule resolved to one table on each side.
struct TablePair {
    var rule: TableRule
    var source: CatalogTable
    var target: CatalogTable
    /// Columns of the target's table that foreign keys reference, and those that are in one of its own.
    var referenced: Set<String> = []
    var references: Set<String> = []

    mutating func take(_ foreignKeys: [CatalogForeignKey]) {
        referenced = Set(foreignKeys.filter { $0.parent == target.name }.flatMap(\.parentColumns))
        references = Set(foreignKeys.filter { $0.child == target.name }.flatMap(\.childColumns))
    }
}

/// Resolves the names and globs of a job's rules against what both databases have.
struct TablePairs {
    let source: [CatalogTable]
    let target: [CatalogTable]
    private let sourceByName: [TableName: CatalogTable]
    private let targetByName: [TableName: CatalogTable]

    init(source: [CatalogTable], target: [CatalogTable]) {
        self.source = source
        self.target = target
        sourceByName = Dictionary(source.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        targetByName = Dictionary(target.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// One pair per table, in the order of the rules. A rule that names a table beats a glob that matches it; otherwise a
    /// later rule replaces an earlier one.
    func resolve(_ rules: [TableRule], from: String, to: String) -> (pairs: [TablePair], findings: [Finding]) {
        let matches = rules.map { self.matches(Glob($0.name), $0.exclude) }
        let deciding = Self.deciding(rules, matches)
        let named = rules.filter { Glob($0.name).isLiteral }.map { "\(TableName(text: $0.name))" }
        var pairs: [TablePair] = []
        var findings: [Finding] = []
        var written: [TableName: TableName] = [:]
        for (index, rule) in rules.enumerated() {
            let glob = Glob(rule.name)
            // What a pattern is for may all have rules of its own, views too, which no pattern matches.
            if matches[index].isEmpty, glob.isLiteral || !named.contains(where: glob.matches) {
                findings.append(missing(rule.name, in: source, environment: from))
            }
            for match in matches[index] where deciding[match.name] == index {
                let name = rule.rename.map(TableName.init(text:)) ?? match.name
                guard let other = targetByName[name] else {
                    findings.append(missing("\(name)", in: target, environment: to))
                    continue
                }
                if let first = written.updateValue(match.name, forKey: name) {
                    findings.append(Self.duplicate(name, [first, match.name], environment: to))
                    continue
                }
                pairs.append(TablePair(rule: rule, source: match, target: other))
            }
        }
        return (pairs, findings)
    }

    /// The index of the rule that holds for each table.
    private static func deciding(_ rules: [TableRule], _ matches: [[CatalogTable]]) -> [TableName: Int] {
        var deciding: [TableName: Int] = [:]
        for patterns in [true, false] {
            for (index, rule) in rules.enumerated() where Glob(rule.name).isLiteral != patterns {
                for match in matches[index] { deciding[match.name] = index }
            }
        }
        return deciding
    }

    /// Rules are checked against each other when the file is read, but what a pattern matches shows only here.
    private static func duplicate(_ name: TableName, _ sources: [TableName], environment: String) -> Finding {
        let list = sources.sorted().map { "\($0)" }.joined(separator: " and ")
        return Finding(
            .duplicateTarget, .error, "\(name)", "\(list) would both be written to it in \(environment)",
            remedy: "take one of them out with `exclude:`, or change `rename:`")
    }

    private func matches(_ glob: Glob, _ exclude: [String]) -> [CatalogTable] {
        if glob.isLiteral { return sourceByName[TableName(text: glob.pattern)].map { [$0] } ?? [] }
        let excluded = exclude.map(Glob.init)
        return source.filter { table in
            // A partition's rows are its parent's; views are promoted only when named.
            !table.isPartition && (table.kind == .table || table.kind == .partitioned)
                && glob.matches("\(table.name)") && !excluded.contains { $0.matches("\(table.name)") }
        }.sorted { $0.name < $1.name }
    }

    private func missing(_ name: String, in tables: [CatalogTable], environment: String) -> Finding {
        let remedy = EditDistance.hint(for: name, among: tables.map { "\($0.name)" })
        let what = Glob(name).isLiteral ? "there is no such table" : "the pattern matches no table"
        return Finding(.tableMissing, .error, name, "\(what) in \(environment)", remedy: remedy)
    }
}

extension TableName {
    /// `schema.table`; a name without a schema is in `public`. Only the first dot parts them.
    init(text: String) {
        guard let dot = text.firstIndex(of: ".") else {
            self.init(schema: "public", name: text)
            return
        }
        self.init(schema: String(text[..<dot]), name: String(text[text.index(after: dot)...]))
    }
}
