import SeedModel

/// A table rule resolved to one table on each side.
struct TablePair {
    var rule: TableRule
    var source: CatalogTable
    var target: CatalogTable
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

    /// One pair per table, in the order of the rules; a rule that names a table beats a glob that matches it.
    func resolve(_ rules: [TableRule], from: String, to: String) -> (pairs: [TablePair], findings: [Finding]) {
        let named = Set(rules.filter { Glob($0.name).isLiteral }.map(\.name))
        var pairs: [TablePair] = []
        var findings: [Finding] = []
        var taken: Set<TableName> = []
        for rule in rules {
            let glob = Glob(rule.name)
            let matches = matches(glob, rule.exclude).filter { glob.isLiteral || !named.contains("\($0.name)") }
            if matches.isEmpty, !(named.contains { glob.matches($0) } && !glob.isLiteral) {
                findings.append(missing(rule.name, in: source, environment: from))
            }
            for match in matches where taken.insert(match.name).inserted {
                let name = rule.rename.map(TableName.init(text:)) ?? match.name
                guard let other = targetByName[name] else {
                    findings.append(missing("\(name)", in: target, environment: to))
                    continue
                }
                pairs.append(TablePair(rule: rule, source: match, target: other))
            }
        }
        return (pairs, findings)
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
